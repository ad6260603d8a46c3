package org.stackdeck.ui.access.paths;

import org.springframework.stereotype.Component;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.menu.ServerMenuItem;

/** Menu item for administrators that shows who can access a server. */
@Component
class ServerAccessMenuItem extends ServerMenuItem {

    private final AccessPathDialogs dialogs;

    ServerAccessMenuItem(AccessPathDialogs dialogs) {
        super("eye", "servers.menu.who-can");
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
