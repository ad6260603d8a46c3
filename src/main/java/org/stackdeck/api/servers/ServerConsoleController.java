package org.stackdeck.api.servers;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.api.error.ActionRefusalMapper;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.RemoteConsole;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.detail.RemoteConsoleService;
import org.stackdeck.operations.detail.ServerOffException;

/** REST controller for opening a server's console. Requires {@code server:console}; each opening is audited. */
@Tag(name = "servers")
@RestController
@RequestMapping("/api/os/servers/{id}/console")
public class ServerConsoleController {

    private final VisibleServerService visibleServerService;
    private final RemoteConsoleService remoteConsoleService;

    ServerConsoleController(VisibleServerService visibleServerService, RemoteConsoleService remoteConsoleService) {
        this.visibleServerService = visibleServerService;
        this.remoteConsoleService = remoteConsoleService;
    }

    /** @param cloud required only if several clouds have a server with this id */
    @PostMapping
    ResponseEntity<ConsoleResponse> create(
            Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        ServerKey server = visibleServerService.findKey(caller, id, cloud);
        try {
            return ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .body(ConsoleResponse.of(remoteConsoleService.openGraphicalConsole(caller, server)));
        } catch (ActionRefusedException e) {
            throw e.availability() instanceof ActionAvailability.Invisible
                    ? visibleServerService.notFound(caller, cloud)
                    : ActionRefusalMapper.toProblem(e.availability(), server);
        } catch (ServerOffException e) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "server-off",
                    Map.of("serverStatus", e.status().name()),
                    e.status());
        }
    }

    /**
     * @param type as Nova names it, such as {@code novnc}
     * @param url for a browser; grants access to the console to anyone who has it
     */
    record ConsoleResponse(String type, String url) {

        static ConsoleResponse of(RemoteConsole console) {
            return new ConsoleResponse(
                    console.type().wireName(), console.address().toString());
        }

        /** Omits the address. */
        @Override
        public String toString() {
            return type;
        }
    }
}
