package org.stackdeck.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.cloud.InstanceAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.Activity;
import org.stackdeck.operations.Timeline;
import org.stackdeck.operations.Timelines;

/** REST controller for the actions performed on a server, by Stackdeck and in the cloud. */
@Tag(name = "servers")
@RestController
@RequestMapping("/api/os/servers/{id}/activity")
class ServerActivityController {

    private final VisibleServers servers;
    private final Timelines timelines;
    private final OperationBodies bodies;

    ServerActivityController(VisibleServers servers, Timelines timelines, OperationBodies bodies) {
        this.servers = servers;
        this.timelines = timelines;
        this.bodies = bodies;
    }

    /** @param cloud required only if several clouds have a server with this id */
    @GetMapping
    ActivitiesBody activity(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cloud,
            HttpServletRequest request) {
        Timeline timeline =
                timelines.of(caller, servers.key(caller, id, cloud)).orElseThrow(() -> servers.unknown(caller, cloud));
        Timeline.Problem problem = timeline.problem();
        return new ActivitiesBody(
                timeline.activities().stream()
                        .map(activity -> body(activity, request))
                        .toList(),
                problem == null ? null : problem.message());
    }

    private ActivityBody body(Activity activity, HttpServletRequest request) {
        return switch (activity) {
            case Activity.Asked asked ->
                new ActivityBody(asked.at(), true, bodies.body(asked.operation(), request), null);
            case Activity.Outside outside ->
                new ActivityBody(outside.at(), false, null, CloudActionBody.of(outside.action()));
        };
    }

    /**
     * @param activities newest first
     * @param cloudMessage why the cloud's part is missing; null if it was loaded
     */
    record ActivitiesBody(
            List<ActivityBody> activities, @Nullable String cloudMessage) {}

    /**
     * @param here whether the action was requested through Stackdeck
     * @param operation the action requested through Stackdeck
     * @param cloudAction the action performed in the cloud without Stackdeck
     */
    record ActivityBody(
            Instant at,
            boolean here,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            OperationBody operation,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            CloudActionBody cloudAction) {}

    /**
     * @param action as Nova names it
     * @param userId Keystone id of the user
     * @param message Nova's error message, or null
     */
    record CloudActionBody(
            String action,
            String requestId,
            String userId,
            @Nullable String message) {

        static CloudActionBody of(InstanceAction action) {
            return new CloudActionBody(action.action(), action.requestId(), action.userId(), action.message());
        }
    }
}
