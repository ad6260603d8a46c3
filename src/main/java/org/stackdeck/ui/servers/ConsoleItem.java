package org.stackdeck.ui.servers;

import com.vaadin.flow.component.UI;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Rights;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.Server;

/** Opens the console of a server. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ConsoleItem implements MenuExtra {

    @Override
    public String icon() {
        return "terminal";
    }

    @Override
    public String label() {
        return "servers.menu.console";
    }

    @Override
    public boolean offered(Rights rights, Server server) {
        return rights.decide(Permission.SERVER_CONSOLE, ServerFacts.of(server)).allowed();
    }

    @Override
    public void open(Server server) {
        UI.getCurrentOrThrow().navigate(ServersNavigation.serverPath(server.key(), ServerTab.CONSOLE));
    }
}
