package org.stackdeck.ui.servers.menu;

import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.protection.DeletionProtectionActions;

/** Menu item for deletion protection, shown to users who may delete the server. */
abstract sealed class AbstractProtectionMenuItem extends ServerMenuItem
        permits ProtectServerMenuItem, RemoveProtectionMenuItem {

    private final DeletionProtectionActions protections;
    private final boolean forProtected;

    /** @param forProtected true to show the item for protected servers, false to show it for other servers */
    AbstractProtectionMenuItem(String labelKey, DeletionProtectionActions protections, boolean forProtected) {
        super("shield", labelKey);
        this.protections = protections;
        this.forProtected = forProtected;
    }

    final DeletionProtectionActions protections() {
        return protections;
    }

    @Override
    public final boolean isOffered(EffectivePermissions effectivePermissions, Server server) {
        return protections.find(server.key()).isPresent() == forProtected
                && effectivePermissions
                        .decide(Permission.SERVER_DELETE, ServerAttributes.of(server))
                        .isAllowed();
    }
}
