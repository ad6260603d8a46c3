package org.stackdeck.ui.launch;

import com.vaadin.flow.component.UI;
import org.springframework.stereotype.Component;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.servers.menu.ServerMenuItem;

/** Menu item that opens the launch form with a copy of the server. */
@Component
class LaunchSimilarMenuItem extends ServerMenuItem {

    LaunchSimilarMenuItem() {
        super("copy", "launch.another");
    }

    @Override
    public boolean isOffered(EffectivePermissions effectivePermissions, Server server) {
        return effectivePermissions.mayCreateSomeServer(
                server.cloud(), server.project().id());
    }

    @Override
    public void execute(Server server) {
        LaunchRoutes.navigateToSimilar(UI.getCurrentOrThrow(), server.key());
    }
}
