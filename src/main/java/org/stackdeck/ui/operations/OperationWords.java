package org.stackdeck.ui.operations;

import java.util.Optional;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewModel;
import org.stackdeck.ui.component.Phrase;

/** Labels, icons and CSS classes for operations. */
@ViewModel
public final class OperationWords {

    private OperationWords() {}

    public static Phrase action(Operation operation) {
        return Phrase.of("servers.action." + operation.action().word());
    }

    public static Phrase state(Operation.State state) {
        return Phrase.of("operation.state." + state.name());
    }

    public static String icon(Operation.State state) {
        return switch (state) {
            case WAITING -> "s-waiting";
            case RUNNING -> "s-moving";
            case SUCCEEDED -> "s-done";
            case FAILED -> "s-error";
            case CANCELLED -> "s-off";
        };
    }

    public static String tone(Operation.State state) {
        return switch (state) {
            case WAITING, RUNNING -> "moving";
            case SUCCEEDED -> "running";
            case FAILED -> "error";
            case CANCELLED -> "rest";
        };
    }

    /** Returns why the operation failed; empty if it did not. */
    public static Optional<Phrase> reason(Operation operation) {
        return Optional.ofNullable(operation.error()).map(OperationWords::reason);
    }

    /** Includes the numbers of the quota if the cloud reported them. */
    public static Phrase reason(Operation.Failure failure) {
        return failure.quota()
                .map(quota -> Phrase.of(
                        "operation.failure.quota.numbers",
                        quota.names(),
                        quota.requested(),
                        quota.used(),
                        quota.limit()))
                .orElseGet(() -> Phrase.of("operation.failure." + failure.code()));
    }

    /** Returns the message of the cloud, if any. */
    public static Optional<String> cloudSays(Operation operation) {
        return Optional.ofNullable(operation.error())
                .map(Operation.Failure::message)
                .filter(m -> !m.isBlank());
    }
}
