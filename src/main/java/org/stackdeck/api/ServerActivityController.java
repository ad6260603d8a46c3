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

/** What was done to a server, here and in the cloud, for callers who may see it. */
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

    /** @param cloud needed only where two clouds have a server of the same id */
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
     * @param cloudMessage why the cloud did not tell its part; null when it did
     */
    record ActivitiesBody(
            List<ActivityBody> activities, @Nullable String cloudMessage) {}

    /**
     * @param here whether it was asked for through this console
     * @param operation what was asked for here
     * @param cloudAction what was done past the console
     */
    record ActivityBody(
            Instant at,
            boolean here,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            OperationBody operation,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            CloudActionBody cloudAction) {}

    /**
     * @param action Nova's word for it
     * @param userId Keystone's id of who asked
     * @param message Nova's word on failure, else null
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
