package org.stackdeck.ui.servers.menu;

import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.server.Server;

/**
 * Additional item in the menu of a server, listed before the destructive actions. The service that the item calls
 * checks the permissions.
 */
public abstract class ServerMenuItem {

    private final String icon;
    private final String labelKey;

    protected ServerMenuItem(String icon, String labelKey) {
        this.icon = icon;
        this.labelKey = labelKey;
    }

    public final String icon() {
        return icon;
    }

    public final String labelKey() {
        return labelKey;
    }

    /** Returns whether to show the item to a user with these permissions. */
    public abstract boolean isOffered(EffectivePermissions effectivePermissions, Server server);

    public boolean appliesToSoftDeleted() {
        return false;
    }

    /** Executes the item. Called with the session lock of the page held. */
    public abstract void execute(Server server);
}
