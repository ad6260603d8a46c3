package org.stackdeck.ui.access.ownership;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.menu.ServerMenuItem;

/** Menu item for administrators that changes the owner of a server. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class OwnerMenuItem extends ServerMenuItem {

    private final OwnerDialogs dialogs;

    OwnerMenuItem(OwnerDialogs dialogs) {
        super("user", "servers.menu.owner");
        this.dialogs = dialogs;
    }

    @Override
    public boolean isOffered(EffectivePermissions effectivePermissions, Server server) {
        return effectivePermissions.isAdministrator();
    }

    @Override
    public void execute(Server server) {
        dialogs.open(ServerAttributes.of(server), server.displayName(), Messages.current());
    }
}
