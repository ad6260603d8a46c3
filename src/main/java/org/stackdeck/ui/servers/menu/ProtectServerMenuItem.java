package org.stackdeck.ui.servers.menu;

import org.springframework.stereotype.Component;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.operations.DeletionProtectionCache;
import org.stackdeck.operations.DeletionProtectionService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.i18n.Messages;

/** Menu item that protects a server from deletion. */
@Component
public final class ProtectServerMenuItem extends AbstractProtectionMenuItem {

    private final DeletionProtectionService deletionProtectionService;
    private final CurrentUser currentUser;

    ProtectServerMenuItem(
            DeletionProtectionService deletionProtectionService,
            DeletionProtectionCache deletionProtectionCache,
            CurrentUser currentUser) {
        super(deletionProtectionCache, false);
        this.deletionProtectionService = deletionProtectionService;
        this.currentUser = currentUser;
    }

    @Override
    public String labelKey() {
        return "servers.menu.protect";
    }

    @Override
    public void execute(Server server) {
        new ProtectServerDialog(
                        server,
                        Messages.current(),
                        reason -> deletionProtectionService.protect(currentUser.caller(), server.key(), reason))
                .open();
    }
}
