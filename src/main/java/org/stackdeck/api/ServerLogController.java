package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Answer;
import org.stackdeck.operations.ConsoleLog;
import org.stackdeck.operations.ConsoleLogs;

/** REST controller for a server's console log. Requires {@code server:log}; each read is audited. */
@Tag(name = "servers")
@RestController
@RequestMapping("/api/os/servers/{id}/log")
class ServerLogController {

    private final VisibleServers servers;
    private final ConsoleLogs logs;

    ServerLogController(VisibleServers servers, ConsoleLogs logs) {
        this.servers = servers;
        this.logs = logs;
    }

    /** @param cloud required only if several clouds have a server with this id */
    @GetMapping
    LogBody log(Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        ServerKey server = servers.key(caller, id, cloud);
        try {
            return LogBody.of(logs.read(caller, server));
        } catch (ActionRefusedException e) {
            throw e.answer() instanceof Answer.Invisible
                    ? servers.unknown(caller, cloud)
                    : Refusals.problem(e.answer(), server);
        }
    }

    /**
     * @param output without control sequences; untrusted text
     * @param cut whether earlier output is missing
     */
    record LogBody(String output, boolean cut, Instant readAt) {

        static LogBody of(ConsoleLog log) {
            return new LogBody(log.text(), log.cut(), log.readAt());
        }
    }
}
