package org.stackdeck.ui.servers;

import org.springframework.stereotype.Component;
import org.stackdeck.cloud.Server;
import org.stackdeck.operations.DeleteProtection;
import org.stackdeck.operations.ProtectionBook;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Words;

/** Menu item that protects a server from deletion. */
@Component
final class ProtectItem extends ProtectionItem {

    private final DeleteProtection protection;
    private final CurrentUser currentUser;

    ProtectItem(DeleteProtection protection, ProtectionBook book, CurrentUser currentUser) {
        super(book, false);
        this.protection = protection;
        this.currentUser = currentUser;
    }

    @Override
    public String label() {
        return "servers.menu.protect";
    }

    @Override
    public void open(Server server) {
        new ProtectDialog(
                        server, Words.here(), reason -> protection.protect(currentUser.caller(), server.key(), reason))
                .open();
    }
}
