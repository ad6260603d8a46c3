package org.stackdeck.ui.access.ownership;

import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.access.GrantCatalog;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;
import org.stackdeck.ui.servers.menu.ServerMenuItem;

/** Menu item for administrators that changes the owner of a server. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class OwnerMenuItem implements ServerMenuItem {

    private final OwnerChanges owners;
    private final UserDirectory userDirectory;
    private final GrantCatalog catalog;
    private final AdminChangeNotifier notifier;
    private final ReauthenticationHandler handler;
    private final CurrentUser currentUser;

    OwnerMenuItem(
            OwnerChanges owners,
            UserDirectory userDirectory,
            @Lazy GrantCatalog catalog,
            AdminChangeNotifier notifier,
            ReauthenticationHandler handler,
            CurrentUser currentUser) {
        this.owners = owners;
        this.userDirectory = userDirectory;
        this.catalog = catalog;
        this.notifier = notifier;
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
        Caller caller = currentUser.caller();
        userDirectory.requireAdministrator(caller);
        new OwnerDialog(owners, userDirectory, catalog, notifier, handler, caller, Messages.current(), server).open();
    }
}
