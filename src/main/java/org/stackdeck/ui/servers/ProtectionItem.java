package org.stackdeck.ui.servers;

import org.stackdeck.access.Permission;
import org.stackdeck.access.Rights;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.Server;
import org.stackdeck.operations.ProtectionBook;

/** Menu item for deletion protection, shown to users who may delete the server. */
abstract sealed class ProtectionItem implements MenuExtra permits ProtectItem, LiftProtectionItem {

    private final ProtectionBook book;
    private final boolean wherePresent;

    /** @param wherePresent true to show the item for protected servers, false for the others */
    ProtectionItem(ProtectionBook book, boolean wherePresent) {
        this.book = book;
        this.wherePresent = wherePresent;
    }

    @Override
    public final String icon() {
        return "shield";
    }

    @Override
    public final boolean offered(Rights rights, Server server) {
        return book.protections().of(server.key()).isPresent() == wherePresent
                && rights.decide(Permission.SERVER_DELETE, ServerFacts.of(server))
                        .allowed();
    }
}
