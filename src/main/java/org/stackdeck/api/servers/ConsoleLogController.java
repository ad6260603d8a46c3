package org.stackdeck.api.servers;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.api.error.ActionRefusalMapper;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.detail.ConsoleLog;
import org.stackdeck.operations.detail.ConsoleLogService;

/** REST controller for a server's console log. Requires {@code server:log}; each read is audited. */
@Tag(name = "servers")
@RestController
@RequestMapping("/api/os/servers/{id}/log")
public class ConsoleLogController {

    private final VisibleServerService visibleServerService;
    private final ConsoleLogService consoleLogService;

    ConsoleLogController(VisibleServerService visibleServerService, ConsoleLogService consoleLogService) {
        this.visibleServerService = visibleServerService;
        this.consoleLogService = consoleLogService;
    }

    /** @param cloud required only if several clouds have a server with this id */
    @GetMapping
    ConsoleLogResponse get(
            Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        ServerKey server = visibleServerService.findKey(caller, id, cloud);
        try {
            return ConsoleLogResponse.of(consoleLogService.read(caller, server));
        } catch (ActionRefusedException e) {
            throw e.availability() instanceof ActionAvailability.Invisible
                    ? visibleServerService.notFound(caller, cloud)
                    : ActionRefusalMapper.toProblem(e.availability(), server);
        }
    }

    /**
     * @param output without control sequences; untrusted text
     * @param cut whether earlier output is missing
     */
    record ConsoleLogResponse(String output, boolean cut, Instant readAt) {

        static ConsoleLogResponse of(ConsoleLog log) {
            return new ConsoleLogResponse(log.text(), log.truncated(), log.readAt());
        }
    }
}
