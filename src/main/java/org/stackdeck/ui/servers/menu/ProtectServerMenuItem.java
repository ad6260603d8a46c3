package org.stackdeck.ui.servers.menu;

import org.springframework.stereotype.Component;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.protection.DeletionProtectionActions;

/** Menu item that protects a server from deletion. */
@Component
public final class ProtectServerMenuItem extends AbstractProtectionMenuItem {

    ProtectServerMenuItem(DeletionProtectionActions protections) {
        super("servers.menu.protect", protections, false);
    }

    @Override
    public void execute(Server server) {
        protections().protect(server.key(), server.displayName(), Messages.current());
    }
}
