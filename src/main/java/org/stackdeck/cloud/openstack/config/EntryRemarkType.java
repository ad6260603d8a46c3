package org.stackdeck.cloud.openstack.config;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import org.stackdeck.cloud.client.CloudEntryRemark;

/** The types of messages about configured entries. Most messages start with the location: the source and the entry. */
public enum EntryRemarkType {
    FILE_UNREADABLE("{0}: the file cannot be read ({1})"),
    FILE_TOO_LARGE("{0}: the file is larger than {1} KiB"),
    FILE_MALFORMED("{0}: invalid YAML at line {1}, column {2}"),
    FILE_WITHOUT_CLOUDS("{0}: missing top-level \"clouds\" mapping"),
    ENTRY_NOT_MAPPING("{0}: entry {1} is not a mapping"),
    ENTRY_NAME_INVALID("{0}: an entry name is blank or longer than 255 characters"),
    ENTRY_NAMED_TWICE("{0}: entry {1} is also defined in {2}"),
    ENTRY_NOT_FOUND("STACKDECK_CLOUDS contains {0}, which is not defined in any of: {1}"),
    KEY_MISSING("{0}: entry {1} has no {2}"),
    KEY_INVALID("{0}: entry {1}: {2} must have the form {3}"),
    AUTH_TYPE_UNSUPPORTED("{0}: entry {1}: unsupported auth_type (use password or v3applicationcredential)"),
    CACERT_UNUSABLE("{0}: entry {1}: cacert {2} is not a valid certificate bundle ({3})"),
    SECRETS_UNREADABLE(
            "{0}: entry {1}: the stored secrets cannot be decrypted. Restore the key, or enter all secrets again, or remove the connection"),
    SETTINGS_UNREADABLE("{0}: entry {1}: the stored settings are damaged. Enter them again, or remove the connection"),
    REFUSED("{0}: entry {1}: Keystone at {2} rejected the credentials ({3})"),
    UNREACHED("{0}: entry {1}: request to the cloud failed ({2})"),
    ENDPOINT_MISSING("{0}: entry {1}: the catalog has no {2} endpoint for region_name {3} and interface {4}"),
    NOVA_TOO_OLD("{0}: entry {1}: Nova supports microversions up to {2}; Stackdeck requires 2.73 (Train) or later"),
    ADMINISTRATOR(
            "{0}: entry {1} has the admin role. Use it only if you trust all tenants of the cloud. The member role is sufficient"),
    READER("{0}: entry {1} has only the reader role; all actions will be rejected"),
    SERVED_BY("Unused: all its projects are already served by {0}"),
    NO_PROJECT("Unused: the user has no role in any project");

    private final String pattern;

    EntryRemarkType(String pattern) {
        this.pattern = pattern;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public CloudEntryRemark toRemark(String... arguments) {
        return new CloudEntryRemark(code(), List.of(arguments), MessageFormat.format(pattern, (Object[]) arguments));
    }
}
