package org.stackdeck.api.servers;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.cloud.server.ServerUsage;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.detail.ServerUsageService;

/** REST controller for a server's resource usage, for callers who may see it, if the cloud reports it. */
@Tag(name = "servers")
@RestController
@RequestMapping("/api/os/servers/{id}/usage")
public class ServerUsageController {

    private final VisibleServerService visibleServerService;
    private final ServerUsageService serverUsageService;

    ServerUsageController(VisibleServerService visibleServerService, ServerUsageService serverUsageService) {
        this.visibleServerService = visibleServerService;
        this.serverUsageService = serverUsageService;
    }

    /** @param cloud required only if several clouds have a server with this id */
    @GetMapping
    ServerUsageResponse get(
            Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        return serverUsageService
                .load(caller, visibleServerService.findKey(caller, id, cloud))
                .map(rates -> new ServerUsageResponse(
                        rates.current().at(), rates.current().usage()))
                .orElseThrow(() -> visibleServerService.notFound(caller, cloud));
    }

    /** @param readAt when the cloud was requested, up to five seconds ago */
    record ServerUsageResponse(Instant readAt, ServerUsage counted) {}
}
