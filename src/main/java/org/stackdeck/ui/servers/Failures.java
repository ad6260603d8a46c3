package org.stackdeck.ui.servers;

import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.component.Phrase;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.operations.OperationWords;

/** Shows a toast to the user whose operation failed. */
final class Failures {

    private Failures() {}

    static void tell(Operation operation, UserId viewer, Words words) {
        Operation.Failure failure = operation.error();
        if (failure == null || !undone(operation, failure) || !operation.by().equals(viewer)) {
            return;
        }
        String action =
                words.say(Phrase.of("servers.action." + operation.action().word()));
        String plain = words.say(OperationWords.reason(failure));
        Toasts.problem(
                words.say("servers.failed.toast", action, operation.serverName()),
                failure.message() == null ? plain : plain + " " + failure.message());
    }

    /** Cancellations by the user are not reported. */
    private static boolean undone(Operation operation, Operation.Failure failure) {
        return switch (operation.state()) {
            case FAILED -> true;
            case CANCELLED -> !failure.code().equals("withdrawn");
            case WAITING, RUNNING, SUCCEEDED -> false;
        };
    }
}
