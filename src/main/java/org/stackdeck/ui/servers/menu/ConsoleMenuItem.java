package org.stackdeck.ui.servers.menu;

import com.vaadin.flow.component.UI;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.servers.navigation.ServerRoutes;
import org.stackdeck.ui.servers.navigation.ServerTab;

/** Menu item that opens the console tab of a server. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ConsoleMenuItem extends ServerMenuItem {

    ConsoleMenuItem() {
        super("terminal", "servers.menu.console");
    }

    @Override
    public boolean isOffered(EffectivePermissions effectivePermissions, Server server) {
        return effectivePermissions
                .decide(Permission.SERVER_CONSOLE, ServerAttributes.of(server))
                .isAllowed();
    }

    @Override
    public void execute(Server server) {
        UI.getCurrentOrThrow().navigate(ServerRoutes.serverPath(server.key(), ServerTab.CONSOLE));
    }
}
