package org.stackdeck.ui.launch;

import com.vaadin.flow.component.UI;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Rights;
import org.stackdeck.cloud.Server;
import org.stackdeck.ui.servers.MenuExtra;

/** Menu item that launches another server like this one. */
@Component
class AnotherItem implements MenuExtra {

    @Override
    public String icon() {
        return "copy";
    }

    @Override
    public String label() {
        return "launch.another";
    }

    @Override
    public boolean offered(Rights rights, Server server) {
        return rights.mayMakeSome(server.cloud(), server.project().id());
    }

    @Override
    public void open(Server server) {
        LaunchNavigation.toAnother(UI.getCurrentOrThrow(), server.key());
    }
}
