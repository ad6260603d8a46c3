package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.Usages;

/** REST controller for a server's resource usage, for callers who may see it, if the cloud reports it. */
@Tag(name = "servers")
@RestController
@RequestMapping("/api/os/servers/{id}/usage")
class ServerUsageController {

    private final VisibleServers servers;
    private final Usages usages;

    ServerUsageController(VisibleServers servers, Usages usages) {
        this.servers = servers;
        this.usages = usages;
    }

    /** @param cloud required only if several clouds have a server with this id */
    @GetMapping
    UsageBody usage(Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        return usages.of(caller, servers.key(caller, id, cloud))
                .map(UsageBody::of)
                .orElseThrow(() -> servers.unknown(caller, cloud));
    }
}
