package org.stackdeck.api.servers;

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
import org.stackdeck.api.operations.OperationResponse;
import org.stackdeck.api.operations.OperationResponseMapper;
import org.stackdeck.cloud.server.InstanceAction;
import org.stackdeck.cloud.server.ServerUsage;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.detail.ServerTimeline;
import org.stackdeck.operations.detail.ServerTimelineEntry;
import org.stackdeck.operations.detail.ServerTimelineService;
import org.stackdeck.operations.detail.ServerUsageService;

/**
 * REST controller for a server's resource usage and for the actions that were performed on it, both through Stackdeck
 * and directly in the cloud.
 */
@Tag(name = "servers")
@RestController
@RequestMapping("/api/os/servers/{id}")
public class ServerUsageAndActivityController {

    private final VisibleServerService visibleServerService;
    private final ServerUsageService serverUsageService;
    private final ServerTimelineService serverTimelineService;
    private final OperationResponseMapper mapper;

    ServerUsageAndActivityController(
            VisibleServerService visibleServerService,
            ServerUsageService serverUsageService,
            ServerTimelineService serverTimelineService,
            OperationResponseMapper mapper) {
        this.visibleServerService = visibleServerService;
        this.serverUsageService = serverUsageService;
        this.serverTimelineService = serverTimelineService;
        this.mapper = mapper;
    }

    /** @param cloud required only if several clouds have a server with this ID */
    @GetMapping("/usage")
    ServerUsageResponse get(
            Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        return serverUsageService
                .load(caller, visibleServerService.findKey(caller, id, cloud))
                .map(rates -> new ServerUsageResponse(
                        rates.current().at(), rates.current().usage()))
                .orElseThrow(() -> visibleServerService.notFound(caller, cloud));
    }

    /** @param cloud required only if several clouds have a server with this ID */
    @GetMapping("/activity")
    TimelineResponse get(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cloud,
            HttpServletRequest request) {
        ServerTimeline serverTimeline = serverTimelineService
                .load(caller, visibleServerService.findKey(caller, id, cloud))
                .orElseThrow(() -> visibleServerService.notFound(caller, cloud));
        ServerTimeline.Problem problem = serverTimeline.problem();
        return new TimelineResponse(
                serverTimeline.entries().stream()
                        .map(serverTimelineEntry -> toResponse(serverTimelineEntry, request))
                        .toList(),
                problem == null ? null : problem.message());
    }

    private TimelineEntryResponse toResponse(ServerTimelineEntry serverTimelineEntry, HttpServletRequest request) {
        return switch (serverTimelineEntry) {
            case ServerTimelineEntry.SubmittedOperation submittedOperation ->
                new TimelineEntryResponse(
                        submittedOperation.startedAt(),
                        true,
                        mapper.toResponse(submittedOperation.operation(), request),
                        null);
            case ServerTimelineEntry.ExternalAction externalAction ->
                new TimelineEntryResponse(
                        externalAction.startedAt(), false, null, CloudActionResponse.of(externalAction.action()));
        };
    }

    /** @param readAt time when the usage was read from the cloud; at most five seconds before the request */
    record ServerUsageResponse(Instant readAt, ServerUsage counted) {}

    /**
     * @param activities newest first
     * @param cloudMessage why the actions performed directly in the cloud are missing; null if they were loaded
     */
    record TimelineResponse(
            List<TimelineEntryResponse> activities,
            @Nullable String cloudMessage) {}

    /**
     * @param here whether the action was requested through Stackdeck
     * @param operation the operation requested through Stackdeck; otherwise missing
     * @param cloudAction the action performed without Stackdeck; otherwise missing
     */
    record TimelineEntryResponse(
            Instant at,
            boolean here,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            OperationResponse operation,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            CloudActionResponse cloudAction) {}

    /**
     * @param action name in Nova's API
     * @param userId Keystone ID of the user
     * @param message "Error" if the action failed; otherwise null
     */
    record CloudActionResponse(
            String action,
            String requestId,
            String userId,
            @Nullable String message) {

        static CloudActionResponse of(InstanceAction action) {
            return new CloudActionResponse(action.action(), action.requestId(), action.userId(), action.message());
        }
    }
}
