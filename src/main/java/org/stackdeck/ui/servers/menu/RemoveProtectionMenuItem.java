package org.stackdeck.ui.servers.menu;

import org.springframework.stereotype.Component;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.protection.DeletionProtectionActions;

/** Menu item that removes the deletion protection of a server. */
@Component
final class RemoveProtectionMenuItem extends AbstractProtectionMenuItem {

    RemoveProtectionMenuItem(DeletionProtectionActions protections) {
        super("servers.menu.lift-protection", protections, true);
    }

    /** Returns true, because the protection also prevents the permanent deletion of a soft-deleted server. */
    @Override
    public boolean appliesToSoftDeleted() {
        return true;
    }

    @Override
    public void execute(Server server) {
        protections().unprotect(server.key(), server.displayName(), Messages.current());
    }
}
