package org.stackdeck.ui.servers.actions;

import java.time.Duration;
import java.util.Optional;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationService;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;

/** Notifications of deletions that the user can undo before Stackdeck sends them to the cloud. */
public final class DeletionUndoToasts {

    /** Time within which a deletion can be undone. */
    public static final Duration UNDO_PERIOD = Duration.ofSeconds(10);

    private DeletionUndoToasts() {}

    /** Shows a pending deletion, with a button that cancels it. */
    public static void showPending(
            Caller caller, Operation deletion, OperationService operationService, Messages messages) {
        showPending(
                messages.text("servers.delete.pending", deletion.targetName()),
                messages,
                () -> cancel(
                        caller,
                        deletion,
                        operationService,
                        "servers.delete.undone",
                        "servers.delete.too-late",
                        messages));
    }

    /** Shows pending deletions, with a button that undoes them. */
    public static void showPending(String title, Messages messages, Runnable undo) {
        Toasts.showCancellable(
                title,
                messages.text("servers.delete.pending.more", UNDO_PERIOD.toSeconds()),
                messages.text("servers.delete.undo"),
                UNDO_PERIOD,
                undo);
    }

    /** Cancels the operation, shows whether it was cancelled in time, and returns its current state. */
    static Optional<Operation> cancel(
            Caller caller,
            Operation operation,
            OperationService operationService,
            String cancelledKey,
            String tooLateKey,
            Messages messages) {
        Optional<Operation> now = operationService.cancel(caller, operation.id());
        if (now.filter(one -> one.state() == Operation.State.CANCELLED).isPresent()) {
            Toasts.showSuccess(messages.text(cancelledKey, operation.targetName()));
        } else {
            Toasts.showError(messages.text(tooLateKey, operation.targetName()), "");
        }
        return now;
    }
}
