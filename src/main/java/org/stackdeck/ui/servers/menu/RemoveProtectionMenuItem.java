package org.stackdeck.ui.servers.menu;

import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.DeletionProtectionCache;
import org.stackdeck.operations.DeletionProtectionService;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;
import org.stackdeck.ui.servers.actions.CloudErrorMessages;

/** Menu item that removes the deletion protection of a server. */
@Component
final class RemoveProtectionMenuItem extends AbstractProtectionMenuItem {

    private final DeletionProtectionService deletionProtectionService;
    private final ReauthenticationHandler handler;

    RemoveProtectionMenuItem(
            DeletionProtectionService deletionProtectionService,
            DeletionProtectionCache deletionProtectionCache,
            ReauthenticationHandler handler) {
        super(deletionProtectionCache, true);
        this.deletionProtectionService = deletionProtectionService;
        this.handler = handler;
    }

    @Override
    public String labelKey() {
        return "servers.menu.lift-protection";
    }

    /** Returns true, because the protection also prevents the permanent deletion of a soft-deleted server. */
    @Override
    public boolean appliesToSoftDeleted() {
        return true;
    }

    @Override
    public void execute(Server server) {
        Messages messages = Messages.current();
        handler.runAuthenticated(messages, caller -> {
            try {
                deletionProtectionService.unprotect(caller, server.key());
                Toasts.showSuccess(messages.text("servers.protection.lifted", server.displayName()));
            } catch (ActionRefusedException refused) {
                ProtectServerDialog.showRefusal(refused, server, messages, "servers.protection.not-lifted");
            } catch (CloudException unknown) {
                // Thrown only if the server is not in the inventory and must be requested from the cloud.
                Toasts.showError(
                        messages.text("servers.protection.not-lifted", server.displayName()),
                        CloudErrorMessages.message(unknown, messages));
            }
        });
    }
}
