package org.stackdeck.api;

import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.cloud.TaskState;
import org.stackdeck.operations.Answer;
import org.stackdeck.operations.Operation;

/** Why an action is not available, as a problem. */
final class Refusals {

    private Refusals() {}

    static ProblemException problem(Answer answer) {
        return switch (answer) {
            case Answer.Invisible() -> ProblemException.notFound("unknown-server");
            case Answer.NotGranted(var permission) ->
                new ProblemException(
                        HttpStatus.FORBIDDEN,
                        "not-granted",
                        Map.of("permission", permission.word()),
                        permission.word());
            case Answer.NotYet(var permission, var opens) ->
                new ProblemException(
                        HttpStatus.FORBIDDEN,
                        "not-granted-yet",
                        Map.of("permission", permission.word(), "opens", opens),
                        permission.word(),
                        opens.toString());
            case Answer.Ended(var permission, var at) ->
                new ProblemException(
                        HttpStatus.FORBIDDEN,
                        "grant-ended",
                        Map.of("permission", permission.word(), "ended", at),
                        permission.word(),
                        at.toString());
            case Answer.Locked(var reason) -> locked(reason == null ? "" : reason);
            case Answer.WrongState(var status, var task) ->
                task == null ? wrongStatus(status) : wrongTask(status, task);
            case Answer.Busy(var operation) -> busy(operation);
            case Answer.Available() -> throw new IllegalStateException("refused although available");
        };
    }

    private static ProblemException locked(String reason) {
        return reason.isBlank()
                ? conflict("locked", Map.of())
                : conflict("locked-because", Map.of("lockedReason", reason), reason);
    }

    private static ProblemException wrongStatus(ServerStatus status) {
        return conflict("wrong-status", Map.of("status", status.name()), status.name());
    }

    private static ProblemException wrongTask(ServerStatus status, TaskState task) {
        return conflict(
                "wrong-task", Map.of("status", status.name(), "taskState", word(task)), status.name(), word(task));
    }

    private static ProblemException busy(Operation operation) {
        Map<String, Object> first = Map.of(
                "id", operation.id().toString(),
                "action", operation.action().word(),
                "by", operation.byName().value(),
                "acceptedAt", operation.acceptedAt());
        return conflict(
                "busy",
                Map.of("operation", first),
                operation.byName().value(),
                operation.action().word());
    }

    private static ProblemException conflict(String code, Map<String, Object> properties, Object... arguments) {
        return new ProblemException(HttpStatus.CONFLICT, code, properties, arguments);
    }

    /** Nova's word for it. */
    static String word(TaskState task) {
        return task.name().toLowerCase(Locale.ROOT);
    }
}
