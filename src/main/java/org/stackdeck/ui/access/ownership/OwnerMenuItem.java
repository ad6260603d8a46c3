package org.stackdeck.ui.access.ownership;

import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.ownership.ServerOwnerCache;
import org.stackdeck.access.ownership.ServerOwnershipService;
import org.stackdeck.access.report.ServerAccessReportService;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.access.GrantCatalog;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;
import org.stackdeck.ui.servers.menu.ServerMenuItem;

/** Menu item for administrators that changes the owner of a server. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class OwnerMenuItem implements ServerMenuItem {

    private final ServerOwnershipService serverOwnershipService;
    private final ServerOwnerCache serverOwnerCache;
    private final ServerAccessReportService serverAccessReportService;
    private final UserDirectory userDirectory;
    private final GrantCatalog catalog;
    private final AdminChangeNotifier notifier;
    private final UiPush uiPush;
    private final ReauthenticationHandler handler;
    private final CurrentUser currentUser;

    OwnerMenuItem(
            ServerOwnershipService serverOwnershipService,
            ServerOwnerCache serverOwnerCache,
            ServerAccessReportService serverAccessReportService,
            UserDirectory userDirectory,
            @Lazy GrantCatalog catalog,
            AdminChangeNotifier notifier,
            UiPush uiPush,
            ReauthenticationHandler handler,
            CurrentUser currentUser) {
        this.serverOwnershipService = serverOwnershipService;
        this.serverOwnerCache = serverOwnerCache;
        this.serverAccessReportService = serverAccessReportService;
        this.userDirectory = userDirectory;
        this.catalog = catalog;
        this.notifier = notifier;
        this.uiPush = uiPush;
        this.handler = handler;
        this.currentUser = currentUser;
    }

    @Override
    public String icon() {
        return "user";
    }

    @Override
    public String labelKey() {
        return "servers.menu.owner";
    }

    @Override
    public boolean isOffered(EffectivePermissions effectivePermissions, Server server) {
        return effectivePermissions.isAdministrator();
    }

    @Override
    public void execute(Server server) {
        userDirectory.requireAdministrator(currentUser.caller());
        new OwnerDialog(
                        new OwnerDialog.Dependencies(
                                serverOwnershipService,
                                serverOwnerCache,
                                serverAccessReportService,
                                userDirectory,
                                catalog,
                                notifier,
                                uiPush,
                                handler,
                                currentUser.caller()),
                        Messages.current(),
                        server)
                .open();
    }
}
