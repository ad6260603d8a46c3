package org.stackdeck.ui.resources;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionAvailabilityService;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.actions.ActionField;
import org.stackdeck.ui.actions.CloudErrorMessages;
import org.stackdeck.ui.actions.UnavailabilityReasons;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.operations.OperationLabels;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;
import org.stackdeck.ui.servers.actions.DeletionUndoToasts;

/** Submits actions on resources for the current user and shows refusals. */
@Component
public class ResourceActionSubmitter {

    private final OperationService operationService;
    private final ActionAvailabilityService actionAvailabilityService;
    private final ReauthenticationHandler handler;
    private final CurrentUser currentUser;

    ResourceActionSubmitter(
            OperationService operationService,
            ActionAvailabilityService actionAvailabilityService,
            ReauthenticationHandler handler,
            CurrentUser currentUser) {
        this.operationService = operationService;
        this.actionAvailabilityService = actionAvailabilityService;
        this.handler = handler;
        this.currentUser = currentUser;
    }

    /** Returns the address from which the current user accesses Stackdeck. */
    String viewerAddress() {
        // Remove the zone, which an IPv6 address of a local network can have.
        return currentUser.caller().source().replaceAll("%.*", "");
    }

    ActionAvailability check(Subject subject, CloudResource resource, ResourceAction action) {
        return actionAvailabilityService.check(subject, resource, action);
    }

    /**
     * Returns the active operation if the subject may see it. A subject who can see a published resource may not be
     * permitted to see its operations.
     */
    Optional<Operation> findActive(Subject subject, ResourceKey key) {
        return operationService.findActive(key).flatMap(operation -> operationService.visible(subject, operation));
    }

    /**
     * Submits the request and shows a refusal. The user can undo a deletion for ten seconds.
     *
     * @return whether the request was accepted; false if it was refused or the user must re-authenticate first
     * @throws InvalidActionParameterException if a parameter is invalid
     */
    boolean submit(CloudResource resource, ActionRequest actionRequest, Messages messages) {
        return submit(resource, actionRequest, messages, invalid -> {
            throw invalid;
        });
    }

    /**
     * Submits the request like {@link #submit(CloudResource, ActionRequest, Messages)}.
     *
     * @param onInvalid receives the error of an invalid parameter, even after re-authentication
     */
    boolean submit(
            CloudResource resource,
            ActionRequest actionRequest,
            Messages messages,
            Consumer<InvalidActionParameterException> onInvalid) {
        AtomicBoolean accepted = new AtomicBoolean();
        boolean deletes = ((ResourceAction) actionRequest.action()).isDeletion();
        Duration grace = deletes ? DeletionUndoToasts.UNDO_PERIOD : Duration.ZERO;
        String refused = messages.text(
                "servers.refused",
                messages.text(OperationLabels.action(actionRequest.action())),
                resource.displayName());
        handler.runAuthenticated(
                messages,
                caller -> showRefusal(actionRequest, refused, messages, () -> {
                    try {
                        Operation operation = operationService.submit(caller, resource.key(), actionRequest, grace);
                        accepted.set(true);
                        if (deletes) {
                            DeletionUndoToasts.showPending(caller, operation, operationService, messages);
                        }
                    } catch (InvalidActionParameterException invalid) {
                        onInvalid.accept(invalid);
                    }
                }));
        return accepted.get();
    }

    /**
     * Runs a submission and shows a refusal.
     *
     * @param title title of the message that shows a refusal
     */
    public static void showRefusal(ActionRequest request, String title, Messages messages, Runnable submission) {
        try {
            submission.run();
        } catch (ActionRefusedException refused) {
            Toasts.showError(title, UnavailabilityReasons.text(request.action(), refused.availability(), messages));
        } catch (CloudException limited) {
            Toasts.showError(title, CloudErrorMessages.message(limited, messages));
        }
    }

    /** Submits a request when no form is open. Shows the error of an invalid parameter as a notification. */
    void submitWithoutForm(CloudResource resource, ActionRequest actionRequest, Messages messages) {
        submit(
                resource,
                actionRequest,
                messages,
                invalid -> Toasts.showError(
                        messages.text(OperationLabels.action(actionRequest.action())),
                        ActionField.problem(invalid, messages)));
    }
}
