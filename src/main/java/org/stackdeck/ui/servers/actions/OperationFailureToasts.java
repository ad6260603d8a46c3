package org.stackdeck.ui.servers.actions;

import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.operations.OperationLabels;

/** Shows a toast to the user whose operation failed. */
public final class OperationFailureToasts {

    private OperationFailureToasts() {}

    public static void show(Operation operation, UserId viewer, Messages messages) {
        Operation.Failure failure = operation.failure();
        if (failure == null
                || !isReportable(operation, failure)
                || !operation.userId().equals(viewer)) {
            return;
        }
        String action = messages.text(OperationLabels.action(operation));
        String plain = messages.text(OperationLabels.reason(failure));
        Toasts.showError(
                messages.text("servers.failed.toast", action, operation.targetName()),
                failure.message() == null
                        ? plain
                        : messages.text("operation.failure-with-message", plain, failure.message()));
    }

    /** Returns whether to report the failure. Cancellations by a user are not reported. */
    private static boolean isReportable(Operation operation, Operation.Failure failure) {
        return switch (operation.state()) {
            case FAILED -> true;
            case CANCELLED -> !failure.code().equals("withdrawn");
            case WAITING, RUNNING, SUCCEEDED -> false;
        };
    }
}
