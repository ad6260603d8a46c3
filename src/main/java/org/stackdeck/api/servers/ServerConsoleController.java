package org.stackdeck.api.servers;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.RemoteConsole;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.detail.ConsoleLog;
import org.stackdeck.operations.detail.ServerConsoleService;
import org.stackdeck.operations.detail.ServerOffException;

/** REST controller for a server's graphical console and console log. Each access is audited. */
@Tag(name = "servers")
@RestController
@RequestMapping("/api/os/servers/{id}")
public class ServerConsoleController {

    private final VisibleServerService visibleServerService;
    private final ServerConsoleService consoles;

    ServerConsoleController(VisibleServerService visibleServerService, ServerConsoleService consoles) {
        this.visibleServerService = visibleServerService;
        this.consoles = consoles;
    }

    /**
     * Opens the graphical console. Requires {@code server:console}.
     *
     * @param cloud required only if several clouds have a server with this ID
     */
    @PostMapping("/console")
    ResponseEntity<ConsoleResponse> create(
            Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        ServerKey server = visibleServerService.findKey(caller, id, cloud);
        try {
            return ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .body(ConsoleResponse.of(consoles.openGraphicalConsole(caller, server)));
        } catch (ActionRefusedException e) {
            throw visibleServerService.toProblem(caller, server, cloud, e);
        } catch (ServerOffException e) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "server-off",
                    Map.of("serverStatus", e.status().name()),
                    e.status());
        }
    }

    /**
     * Returns the end of the console log. Requires {@code server:log}.
     *
     * @param cloud required only if several clouds have a server with this ID
     */
    @GetMapping("/log")
    ConsoleLogResponse get(
            Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        ServerKey server = visibleServerService.findKey(caller, id, cloud);
        try {
            return ConsoleLogResponse.of(consoles.readLog(caller, server));
        } catch (ActionRefusedException e) {
            throw visibleServerService.toProblem(caller, server, cloud, e);
        }
    }

    /**
     * @param type name in Nova's API, such as {@code novnc}
     * @param url URL for a browser; grants access to the console to anyone who has it
     */
    record ConsoleResponse(String type, String url) {

        static ConsoleResponse of(RemoteConsole console) {
            return new ConsoleResponse(
                    console.type().wireName(), console.address().toString());
        }

        /** Omits the URL. */
        @Override
        public String toString() {
            return type;
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
