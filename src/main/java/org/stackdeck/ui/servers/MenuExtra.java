package org.stackdeck.ui.servers;

import org.stackdeck.access.Rights;
import org.stackdeck.cloud.Server;

/**
 * Additional item in the menu of a server, listed before the destructive actions. The service behind the item checks
 * permissions.
 */
public interface MenuExtra {

    String icon();

    /** Returns the message key of the label. */
    String label();

    /** Returns whether to show the item to a user with these rights. */
    boolean offered(Rights rights, Server server);

    /** Returns whether the item also applies to soft-deleted servers. */
    default boolean reachesDeleted() {
        return false;
    }

    /** Runs the item with the session lock of the page held. */
    void open(Server server);
}
