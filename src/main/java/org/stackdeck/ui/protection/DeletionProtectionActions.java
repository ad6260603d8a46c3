package org.stackdeck.ui.protection;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.DeletionProtectionCache;
import org.stackdeck.operations.DeletionProtectionService;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.actions.CloudErrorMessages;
import org.stackdeck.ui.actions.UnavailabilityReasons;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/**
 * Sets and removes deletion protection for the viewer, and shows the result. A dialog requests the reason of a new
 * protection.
 */
@Component
public class DeletionProtectionActions {

    private final DeletionProtectionService deletionProtectionService;
    private final DeletionProtectionCache deletionProtectionCache;
    private final CurrentUser currentUser;
    private final ReauthenticationHandler handler;

    DeletionProtectionActions(
            DeletionProtectionService deletionProtectionService,
            DeletionProtectionCache deletionProtectionCache,
            CurrentUser currentUser,
            ReauthenticationHandler handler) {
        this.deletionProtectionService = deletionProtectionService;
        this.deletionProtectionCache = deletionProtectionCache;
        this.currentUser = currentUser;
        this.handler = handler;
    }

    public Optional<DeletionProtection> find(ActionTarget target) {
        return deletionProtectionCache.current().find(target);
    }

    /** Runs the task now and after each change of any protection. */
    public Subscription subscribe(Runnable changed) {
        return deletionProtectionCache.subscribe(_ -> changed.run());
    }

    /** Returns a sentence with the user who set the protection and, if there is one, the reason. */
    public static String text(DeletionProtection deletionProtection, Messages messages) {
        String by = deletionProtection.userName().value();
        return deletionProtection.reason() == null
                ? messages.text("servers.protected", by)
                : messages.text("servers.protected.because", by, deletionProtection.reason());
    }

    /**
     * Opens the dialog that protects a server or another resource.
     *
     * @param name displayed name of the server or resource
     */
    public void protect(ActionTarget target, String name, Messages messages) {
        String note =
                messages.text(target instanceof ServerKey ? "servers.protection.note" : "resources.protection.note");
        new SetDeletionProtectionDialog(name, note, messages, reason -> {
                    try {
                        deletionProtectionService.protect(currentUser.caller(), target, reason);
                        Toasts.showSuccess(messages.text("servers.protection.set", name));
                    } catch (ActionRefusedException refused) {
                        showRefusal(refused, "servers.protection.not-set", name, messages);
                    }
                })
                .open();
    }

    /** Removes the protection. Requests re-authentication first if the service requires it. */
    public void unprotect(ActionTarget target, String name, Messages messages) {
        handler.runAuthenticated(messages, caller -> {
            try {
                deletionProtectionService.unprotect(caller, target);
                Toasts.showSuccess(messages.text("servers.protection.lifted", name));
            } catch (ActionRefusedException refused) {
                showRefusal(refused, "servers.protection.not-lifted", name, messages);
            } catch (CloudException unknown) {
                // The service requests the server from the cloud if the inventory does not contain it.
                Toasts.showError(
                        messages.text("servers.protection.not-lifted", name),
                        CloudErrorMessages.message(unknown, messages));
            }
        });
    }

    private static void showRefusal(ActionRefusedException refused, String key, String name, Messages messages) {
        Toasts.showError(
                messages.text(key, name),
                UnavailabilityReasons.text(ServerAction.DELETE, refused.availability(), messages));
    }
}
