package org.stackdeck.ui.servers.menu;

import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.server.Server;

/**
 * Additional item in the menu of a server, listed before the destructive actions. The service behind the item checks
 * permissions.
 */
public interface ServerMenuItem {

    String icon();

    /** Returns the message key of the label. */
    String labelKey();

    /** Returns whether to show the item to a user with these permissions. */
    boolean isOffered(EffectivePermissions effectivePermissions, Server server);

    default boolean appliesToSoftDeleted() {
        return false;
    }

    /** Called with the session lock of the page held. */
    void execute(Server server);
}
