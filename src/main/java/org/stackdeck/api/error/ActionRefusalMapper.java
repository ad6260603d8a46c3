package org.stackdeck.api.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.cloud.server.TaskState;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.Operation;

/** Maps the reasons for which actions are unavailable to problems. */
public final class ActionRefusalMapper {

    private static final String PATH = "/api/access-requests";

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private ActionRefusalMapper() {}

    /**
     * Returns the problem for a refused action on a server or another resource. If a permission is missing, the problem
     * describes how to request it.
     */
    public static ProblemException toProblem(ActionAvailability actionAvailability, ActionTarget target) {
        return toProblem(
                actionAvailability,
                permission -> target instanceof ResourceKey resource
                        ? AccessRequestTemplate.of(permission, resource)
                        : AccessRequestTemplate.of(permission, target.cloud(), null, List.of(target.idText())));
    }

    private static ProblemException toProblem(
            ActionAvailability actionAvailability, Function<Permission, @Nullable AccessRequestTemplate> template) {
        return switch (actionAvailability) {
            case ActionAvailability.Invisible() -> ProblemException.notFound("unknown-server");
            case ActionAvailability.NotGranted(var permission) ->
                missingPermission("not-granted", permission, template, Map.of());
            case ActionAvailability.NotYetGranted(var permission, var opens) ->
                missingPermission("not-granted-yet", permission, template, Map.of("opens", opens));
            case ActionAvailability.GrantExpired(var permission, var at) ->
                missingPermission("grant-ended", permission, template, Map.of("ended", at));
            case ActionAvailability.Protected(var deletionProtection) -> deletionProtected(deletionProtection);
            case ActionAvailability.Locked(var reason) -> locked(reason == null ? "" : reason);
            case ActionAvailability.SelfEscalation(var permission) ->
                new ProblemException(
                        HttpStatus.FORBIDDEN, "would-gain", Map.of("permission", permission.code()), permission.code());
            case ActionAvailability.NotLocked() -> conflict("not-locked", Map.of());
            case ActionAvailability.WrongState(var status, var task) ->
                task == null ? wrongStatus(status) : wrongTask(status, task);
            case ActionAvailability.WrongResourceStatus(var status) ->
                conflict("wrong-resource-status", Map.of("resourceStatus", status), status);
            case ActionAvailability.Obstructed(var obstacle) -> conflict(obstacle.code(), Map.of());
            case ActionAvailability.SourceUnavailable _ -> conflict("source-unavailable", Map.of());
            case ActionAvailability.Busy(var operation) -> busy(operation);
            case ActionAvailability.TooManyWaiting(int limit) ->
                ProblemException.tooManyRequests("too-many-waiting", limit).retryAfter(RETRY_AFTER);
            case ActionAvailability.Available() -> throw new IllegalStateException("refused although available");
        };
    }

    /** Returns the problem for the refused creation of a server or another resource in a project. */
    public static ProblemException toProblem(ActionAvailability actionAvailability, Project project) {
        return actionAvailability instanceof ActionAvailability.Invisible
                ? LaunchErrorMapper.unknownProject()
                : toProblem(
                        actionAvailability,
                        permission -> AccessRequestTemplate.of(
                                permission, project.cloud(), project.id().value(), null));
    }

    /** @param times additional members of the document, whose values are also arguments of the message */
    private static ProblemException missingPermission(
            String code,
            Permission permission,
            Function<Permission, @Nullable AccessRequestTemplate> template,
            Map<String, Object> times) {
        Map<String, Object> properties = new HashMap<>(times);
        properties.put("permission", permission.code());
        AccessRequestTemplate request = template.apply(permission);
        if (request != null) {
            properties.put("requestAccess", new AccessRequestOffer(PATH, request));
        }
        return new ProblemException(
                HttpStatus.FORBIDDEN,
                code,
                properties,
                Stream.concat(Stream.of(permission.code()), times.values().stream())
                        .toArray());
    }

    /**
     * Access request that the client can submit for the missing permission.
     *
     * @param post path to which the client posts the body after adding a reason
     */
    record AccessRequestOffer(String post, AccessRequestTemplate body) {}

    /**
     * Body of an access request. Contains either {@code project}, {@code servers}, or {@code kind}
     * and {@code resources}.
     *
     * @param duration default that the client can change
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AccessRequestTemplate(
            String cloud,
            @Nullable String project,
            @Nullable List<String> servers,
            @Nullable String kind,
            @Nullable List<String> resources,
            List<String> permissions,
            String duration,
            String reason) {

        private static final String WORKING_DAY = "PT8H";

        static AccessRequestTemplate of(
                Permission permission, CloudName cloud, @Nullable String project, @Nullable List<String> servers) {
            return new AccessRequestTemplate(
                    cloud.value(), project, servers, null, null, List.of(permission.code()), WORKING_DAY, "");
        }

        /** Returns null if the permission is not one on resources of this kind. */
        static @Nullable AccessRequestTemplate of(Permission permission, ResourceKey resource) {
            return permission.toRead() == Permission.read(resource.kind())
                    ? new AccessRequestTemplate(
                            resource.cloud().value(),
                            null,
                            null,
                            resource.kind().code(),
                            List.of(resource.id()),
                            List.of(permission.code()),
                            WORKING_DAY,
                            "")
                    : null;
        }
    }

    private static ProblemException deletionProtected(DeletionProtection deletionProtection) {
        String by = deletionProtection.userName().value();
        Map<String, Object> properties =
                new HashMap<>(Map.of("protectedBy", by, "protectedAt", deletionProtection.protectedAt()));
        String reason = deletionProtection.reason();
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
                Map.of("serverStatus", status.name(), "taskState", taskName(task)),
                status.name(),
                taskName(task));
    }

    private static ProblemException busy(Operation operation) {
        Map<String, Object> first = Map.of(
                "id", operation.id().toString(),
                "action", operation.action().code(),
                "by", operation.userName().value(),
                "acceptedAt", operation.acceptedAt());
        return conflict(
                "busy",
                Map.of("operation", first),
                operation.userName().value(),
                operation.action().code());
    }

    private static ProblemException conflict(String code, Map<String, Object> properties, Object... arguments) {
        return new ProblemException(HttpStatus.CONFLICT, code, properties, arguments);
    }

    /** Returns the name of the task state in lower case, with underscores even where Nova uses hyphens. */
    public static String taskName(TaskState task) {
        return task.name().toLowerCase(Locale.ROOT);
    }
}
