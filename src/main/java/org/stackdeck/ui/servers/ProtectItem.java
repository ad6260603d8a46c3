package org.stackdeck.ui.servers;

import org.springframework.stereotype.Component;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Rights;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.Server;
import org.stackdeck.operations.DeleteProtection;
import org.stackdeck.operations.ProtectionBook;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Words;

/** Lets those who may delete a server see to it that nobody does. */
@Component
class ProtectItem implements MenuExtra {

    private final DeleteProtection protection;
    private final ProtectionBook book;
    private final CurrentUser currentUser;

    ProtectItem(DeleteProtection protection, ProtectionBook book, CurrentUser currentUser) {
        this.protection = protection;
        this.book = book;
        this.currentUser = currentUser;
    }

    @Override
    public String icon() {
        return "shield";
    }

    @Override
    public String label() {
        return "servers.menu.protect";
    }

    @Override
    public boolean offered(Rights rights, Server server) {
        return book.protections().of(server.key()).isEmpty()
                && rights.decide(Permission.SERVER_DELETE, ServerFacts.of(server))
                        .allowed();
    }

    @Override
    public void open(Server server) {
        new ProtectDialog(
                        server, Words.here(), reason -> protection.protect(currentUser.caller(), server.key(), reason))
                .open();
    }
}
