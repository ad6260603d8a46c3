package org.stackdeck.ui.access.paths;

import java.time.Clock;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.report.ServerAccessReportService;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.access.GrantCatalog;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.menu.ServerMenuItem;

/** Menu item for administrators that shows who can access a server. */
@Component
class ServerAccessMenuItem extends ServerMenuItem {

    private final ServerAccessReportService serverAccessReportService;
    private final GrantCatalog catalog;
    private final AdminChangeNotifier notifier;
    private final CurrentUser currentUser;
    private final Clock clock;

    ServerAccessMenuItem(
            ServerAccessReportService serverAccessReportService,
            @Lazy GrantCatalog catalog,
            AdminChangeNotifier notifier,
            CurrentUser currentUser,
            Clock clock) {
        super("eye", "servers.menu.who-can");
        this.serverAccessReportService = serverAccessReportService;
        this.catalog = catalog;
        this.notifier = notifier;
        this.currentUser = currentUser;
        this.clock = clock;
    }

    @Override
    public boolean isOffered(EffectivePermissions effectivePermissions, Server server) {
        return effectivePermissions.isAdministrator();
    }

    @Override
    public void execute(Server server) {
        new ServerAccessDialog(
                        new ServerAccessDialog.Dependencies(
                                serverAccessReportService, catalog, notifier, currentUser.caller(), clock),
                        Messages.current(),
                        server)
                .open();
    }
}
