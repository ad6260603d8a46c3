package org.stackdeck.ui.operations;

import java.util.Optional;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.i18n.Message;

/** Labels, icons and CSS classes for operations. */
@ViewLogic
public final class OperationLabels {

    private OperationLabels() {}

    public static Message action(Operation operation) {
        return action(operation.action());
    }

    public static Message action(CloudAction action) {
        return Message.of(actionKey(action));
    }

    /** Returns the name of the target, or its ID if it has no name; empty for a new resource without a name. */
    public static String target(Operation operation) {
        return operation.targetName().isBlank() ? operation.target().idText() : operation.targetName();
    }

    private static String actionKey(CloudAction action) {
        return switch (action) {
            case ServerAction onServer -> "servers.action." + onServer.code();
            case ResourceAction onResource ->
                "resources.action." + onResource.kind().code() + "." + onResource.code();
        };
    }

    public static Message state(Operation.State state) {
        return Message.of("operation.state." + state.name());
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

    /** Returns the reason why the operation failed; empty if the operation did not fail. */
    public static Optional<Message> reason(Operation operation) {
        return Optional.ofNullable(operation.failure()).map(OperationLabels::reason);
    }

    /** Returns the reason, with the numbers of the quota if the cloud reported them. */
    public static Message reason(Operation.Failure failure) {
        return failure.quota()
                .map(details -> Message.of(
                        "operation.failure.quota.numbers",
                        details.resources(),
                        details.requested(),
                        details.used(),
                        details.limit()))
                .orElseGet(() -> Message.of("operation.failure." + failure.code()));
    }

    public static Optional<String> cloudMessage(Operation operation) {
        return Optional.ofNullable(operation.failure())
                .map(Operation.Failure::message)
                .filter(m -> !m.isBlank());
    }
}
