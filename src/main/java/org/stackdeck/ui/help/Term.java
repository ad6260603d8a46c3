package org.stackdeck.ui.help;

import org.stackdeck.ui.i18n.Messages;

/** OpenStack term that the help page explains. Dialogs and fields can also show the explanation. */
public enum Term {
    FLAVOR("flavor"),
    AVAILABILITY_ZONE("availability-zone"),
    SECURITY_GROUP("security-group"),
    FLOATING_IP("floating-ip"),
    PORT_SECURITY("port-security"),
    ALLOWED_ADDRESS_PAIRS("allowed-address-pairs"),
    SERVER_GROUP_POLICY("server-group-policy"),
    RESIZE("resize"),
    REBUILD("rebuild"),
    RESCUE("rescue"),
    SHELVE("shelve"),
    MIGRATE("migrate"),
    EVACUATE("evacuate"),
    HOST("host"),
    QUOTA("quota"),
    EPHEMERAL_DISK("ephemeral-disk"),
    SOFT_DELETED("soft-deleted"),
    SERVER_SNAPSHOT("server-snapshot"),
    VOLUME_TYPE("volume-type"),
    VOLUME_SNAPSHOT("volume-snapshot"),
    VOLUME_BACKUP("volume-backup"),
    APPLICATION_CREDENTIAL("application-credential"),
    MICROVERSION("microversion");

    private final String code;

    Term(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    String title(Messages messages) {
        return messages.text("help.term." + code);
    }

    String explanation(Messages messages) {
        return messages.text("help.term." + code + ".text");
    }
}
