package org.stackdeck.ui.servers;

import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.component.Phrase;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.operations.OperationWords;

/** Tells the person who asked for an action that the cloud did not do it, and why. */
final class Failures {

    private Failures() {}

    static void tell(Operation operation, UserId viewer, Words words) {
        Operation.Failure failure = operation.error();
        if (operation.state() != Operation.State.FAILED
                || failure == null
                || !operation.by().equals(viewer)) {
            return;
        }
        String action =
                words.say(Phrase.of("servers.action." + operation.action().word()));
        String plain = words.say(OperationWords.reason(failure));
        Toasts.problem(
                words.say("servers.failed.toast", action, operation.serverName()),
                failure.message() == null ? plain : plain + " " + failure.message());
    }
}
