package org.stackdeck.ui.servers.actions;

import com.vaadin.flow.component.UI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.actions.CloudErrorMessages;
import org.stackdeck.ui.actions.UnavailabilityReasons;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Message;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;
import org.stackdeck.ui.servers.grid.ServerRow;

/** Submits actions on servers for the current user and reports refusals. */
public final class ServerActionSubmitter {

    private final Services services;
    private final Messages messages;
    private final Consumer<Operation> accepted;
    private final ActionConfirmationDialogs confirmations;

    @Component
    public record Services(
            OperationService operations,
            CurrentUser currentUser,
            ActionOptionsLoader actionOptions,
            ReauthenticationHandler reauthentication,
            UiPush uiPush) {}

    /** @param accepted called with each accepted operation, and with a creation after an attempt to cancel it */
    public ServerActionSubmitter(Services services, Messages messages, Consumer<Operation> accepted) {
        this.services = services;
        this.messages = messages;
        this.accepted = accepted;
        this.confirmations = new ActionConfirmationDialogs(messages);
    }

    /** Submits the action, after a dialog if the action has parameters or deletes data. */
    public void start(ServerRow row, ServerAction action) {
        start(row.server(), action);
    }

    /**
     * Submits the action, but requires confirmation also for actions that interrupt the use of the server, and for the
     * confirmation of a resize, which is final. Intended for commands that users type, because a typing error can
     * select another server.
     */
    public void startAfterConfirmation(Server server, ServerAction action) {
        boolean isFinal = action == ServerAction.CONFIRM_RESIZE;
        if (action.parameters().isEmpty() && (isFinal || action.danger() == ServerAction.Danger.INTERRUPTS)) {
            confirmations.openForInterruption(server, action, isFinal, () -> start(server, action));
        } else {
            start(server, action);
        }
    }

    private void start(Server server, ServerAction action) {
        if (!action.parameters().isEmpty()) {
            openDialog(server, action);
            return;
        }
        switch (action.danger()) {
            case NONE, INTERRUPTS -> submitInBackground(server, ActionRequest.of(action), server.deleted());
            case LOSES -> {
                ActionRequest actionRequest = ActionRequest.of(action);
                confirmations.openForLoss(server, actionRequest, () -> submit(server, actionRequest));
            }
            case DESTROYS -> openDeleteDialog(server, action);
        }
    }

    /** Submits a complete request, after a confirmation unless the action is harmless. */
    public void confirmAndSubmit(Server server, ActionRequest actionRequest) {
        if (actionRequest.serverAction().danger() == ServerAction.Danger.NONE) {
            submitComplete(server, actionRequest);
        } else {
            confirmations.openForLoss(server, actionRequest, () -> submitComplete(server, actionRequest));
        }
    }

    /** Submits an earlier request again, after a confirmation unless the action is harmless. */
    void rerun(Server server, ActionRequest actionRequest) {
        switch (actionRequest.serverAction().danger()) {
            case NONE -> submitComplete(server, actionRequest);
            case INTERRUPTS ->
                confirmations.openForRerun(server, actionRequest, () -> submitComplete(server, actionRequest));
            case LOSES -> confirmations.openForLoss(server, actionRequest, () -> submitComplete(server, actionRequest));
            case DESTROYS -> openDeleteDialog(server, actionRequest.serverAction());
        }
    }

    private void submitComplete(Server server, ActionRequest actionRequest) {
        submitInBackground(server, actionRequest, actionRequest.hasUnresolvedArguments() || server.deleted());
    }

    /** Submits the request, on a background thread if it requires a query to the cloud, which may take a long time. */
    private void submitInBackground(Server server, ActionRequest actionRequest, boolean queriesCloud) {
        Caller caller = services.currentUser().caller();
        if (!queriesCloud) {
            handleOutcome(server, actionRequest, trySubmitComplete(caller, server, actionRequest));
            return;
        }
        services.uiPush()
                .submit(
                        caller.userId(),
                        UI.getCurrentOrThrow(),
                        () -> trySubmitComplete(caller, server, actionRequest),
                        outcome -> handleOutcome(server, actionRequest, outcome.get()));
    }

    private sealed interface SubmitOutcome {

        record Accepted(Operation operation) implements SubmitOutcome {}

        /** @param why localized reason; may be empty */
        record Refused(String why) implements SubmitOutcome {}
    }

    /** @throws InvalidActionParameterException if a parameter is missing or invalid */
    private SubmitOutcome trySubmit(Caller caller, Server server, ActionRequest actionRequest, Duration grace) {
        try {
            return new SubmitOutcome.Accepted(services.operations().submit(caller, server.key(), actionRequest, grace));
        } catch (ActionRefusedException refused) {
            return new SubmitOutcome.Refused(
                    UnavailabilityReasons.text(actionRequest.serverAction(), refused.availability(), messages));
        } catch (CloudException unknown) {
            // Thrown only if the cloud must be queried before the action can be accepted.
            return new SubmitOutcome.Refused(CloudErrorMessages.message(unknown, messages));
        }
    }

    /**
     * Submits a complete request. Reports an invalid parameter as a refusal, because the resource that the parameter
     * names may no longer exist.
     */
    private SubmitOutcome trySubmitComplete(Caller caller, Server server, ActionRequest actionRequest) {
        try {
            return trySubmit(caller, server, actionRequest, Duration.ZERO);
        } catch (InvalidActionParameterException e) {
            String thing = Optional.ofNullable(actionRequest.arguments().get(e.parameter()))
                    .map(ActionArgument::displayName)
                    .orElse("");
            return new SubmitOutcome.Refused(messages.text("operation.again.unsuitable", thing));
        }
    }

    private Optional<Operation> handleOutcome(Server server, ActionRequest actionRequest, SubmitOutcome submitOutcome) {
        return switch (submitOutcome) {
            case SubmitOutcome.Accepted(Operation operation) -> {
                accepted.accept(operation);
                yield Optional.of(operation);
            }
            case SubmitOutcome.Refused(String reason) -> {
                String action = messages.text(Message.of(
                        "servers.action." + actionRequest.serverAction().code()));
                Toasts.showError(messages.text("servers.refused", action, server.displayName()), reason);
                yield Optional.empty();
            }
        };
    }

    private void openDialog(Server server, ServerAction action) {
        ServerActionDialog dialog = new ServerActionDialog(
                server, action, messages, services.reauthentication(), actionRequest -> submit(server, actionRequest));
        dialog.open();
        services.actionOptions().load(server, action, dialog);
    }

    private void openDeleteDialog(Server server, ServerAction action) {
        DeleteServerDialog dialog = new DeleteServerDialog(
                server, action, messages, services.reauthentication(), actionRequest -> delete(server, actionRequest));
        dialog.open();
        services.actionOptions().loadDeletionImpact(server, dialog);
    }

    /** Submits the deletion immediately. Stackdeck sends it to the cloud after the undo period. */
    private void delete(Server server, ActionRequest actionRequest) {
        submit(server, actionRequest, DeletionUndoToasts.UNDO_PERIOD)
                .ifPresent(operation -> DeletionUndoToasts.showPending(
                        services.currentUser().caller(), operation, services.operations(), messages));
    }

    /** Cancels the creation of a server if the request has not been sent to the cloud yet. */
    public void cancelCreation(ServerRow row) {
        Operation createOperation = row.createOperation();
        if (createOperation != null) {
            DeletionUndoToasts.cancel(
                            services.currentUser().caller(),
                            createOperation,
                            services.operations(),
                            "servers.create.undone",
                            "servers.create.too-late",
                            messages)
                    .ifPresent(accepted);
        }
    }

    /** Submits a complete request without confirmation. */
    void submit(Server server, ActionRequest actionRequest) {
        submit(server, actionRequest, Duration.ZERO);
    }

    private Optional<Operation> submit(Server server, ActionRequest actionRequest, Duration grace) {
        return handleOutcome(
                server, actionRequest, trySubmit(services.currentUser().caller(), server, actionRequest, grace));
    }
}
