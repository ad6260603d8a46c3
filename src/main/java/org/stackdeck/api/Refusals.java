package org.stackdeck.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.cloud.TaskState;
import org.stackdeck.operations.Answer;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Protection;

/** Maps unavailable actions to problems. */
final class Refusals {

    private static final String PATH = "/api/access-requests";

    private Refusals() {}

    /** Includes how to request access if a grant is missing. */
    static ProblemException problem(Answer answer, ServerKey server) {
        AccessOffer.Body.Of offer = permission -> AccessOffer.Body.of(permission, server);
        return problem(answer, offer);
    }

    private static ProblemException problem(Answer answer, AccessOffer.Body.Of offer) {
        return switch (answer) {
            case Answer.Invisible() -> ProblemException.notFound("unknown-server");
            case Answer.NotGranted(var permission) ->
                new ProblemException(
                        HttpStatus.FORBIDDEN, "not-granted", missing(permission, offer, Map.of()), permission.word());
            case Answer.NotYet(var permission, var opens) ->
                new ProblemException(
                        HttpStatus.FORBIDDEN,
                        "not-granted-yet",
                        missing(permission, offer, Map.of("opens", opens)),
                        permission.word(),
                        opens.toString());
            case Answer.Ended(var permission, var at) ->
                new ProblemException(
                        HttpStatus.FORBIDDEN,
                        "grant-ended",
                        missing(permission, offer, Map.of("ended", at)),
                        permission.word(),
                        at.toString());
            case Answer.Protected(var protection) -> shielded(protection);
            case Answer.Locked(var reason) -> locked(reason == null ? "" : reason);
            case Answer.WouldGain(var permission) ->
                new ProblemException(
                        HttpStatus.FORBIDDEN, "would-gain", Map.of("permission", permission.word()), permission.word());
            case Answer.NotLocked() -> conflict("not-locked", Map.of());
            case Answer.WrongState(var status, var task) ->
                task == null ? wrongStatus(status) : wrongTask(status, task);
            case Answer.Busy(var operation) -> busy(operation);
            case Answer.Available() -> throw new IllegalStateException("refused although available");
        };
    }

    /** As above, for a server to be created in a project. */
    static ProblemException problem(Answer answer, Project project) {
        AccessOffer.Body.Of offer = permission -> AccessOffer.Body.of(permission, project);
        return answer instanceof Answer.Invisible ? LaunchProblems.unknownProject() : problem(answer, offer);
    }

    private static Map<String, Object> missing(
            Permission permission, AccessOffer.Body.Of offer, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("permission", permission.word());
        properties.put("requestAccess", new AccessOffer(PATH, offer.missing(permission)));
        return properties;
    }

    /**
     * How to request the missing permission.
     *
     * @param post path to which the body is sent after a reason is added
     */
    record AccessOffer(String post, Body body) {

        /**
         * Exactly one of {@code project} and {@code servers} is null.
         *
         * @param duration a default, which can be changed
         */
        @JsonInclude(JsonInclude.Include.NON_NULL)
        record Body(
                String cloud,
                @Nullable String project,
                @Nullable List<String> servers,
                List<String> permissions,
                String duration,
                String reason) {

            private static final String WORKING_DAY = "PT8H";

            static Body of(Permission permission, ServerKey server) {
                return new Body(
                        server.cloud().value(),
                        null,
                        List.of(server.id().value()),
                        List.of(permission.word()),
                        WORKING_DAY,
                        "");
            }

            static Body of(Permission permission, Project project) {
                return new Body(
                        project.cloud().value(),
                        project.id().value(),
                        null,
                        List.of(permission.word()),
                        WORKING_DAY,
                        "");
            }

            /** Creates the body for a missing permission. */
            @FunctionalInterface
            interface Of {
                Body missing(Permission permission);
            }
        }
    }

    private static ProblemException shielded(Protection protection) {
        String by = protection.byName().value();
        Map<String, Object> properties = new HashMap<>(Map.of("protectedBy", by, "protectedAt", protection.at()));
        String reason = protection.reason();
        if (reason == null) {
            return conflict("protected", properties, by);
        }
        properties.put("protectedReason", reason);
        return conflict("protected-because", properties, by, reason);
    }

    private static ProblemException locked(String reason) {
        return reason.isBlank()
                ? conflict("locked", Map.of())
                : conflict("locked-because", Map.of("lockedReason", reason), reason);
    }

    private static ProblemException wrongStatus(ServerStatus status) {
        return conflict("wrong-status", Map.of("serverStatus", status.name()), status.name());
    }

    private static ProblemException wrongTask(ServerStatus status, TaskState task) {
        return conflict(
                "wrong-task",
                Map.of("serverStatus", status.name(), "taskState", word(task)),
                status.name(),
                word(task));
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

    /** The task state as Nova names it. */
    static String word(TaskState task) {
        return task.name().toLowerCase(Locale.ROOT);
    }
}
