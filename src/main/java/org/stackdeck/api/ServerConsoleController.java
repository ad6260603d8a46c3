package org.stackdeck.api;

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
import org.stackdeck.cloud.RemoteConsole;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Answer;
import org.stackdeck.operations.Consoles;
import org.stackdeck.operations.ServerOffException;

/** REST controller for opening a server's console. Requires {@code server:console}; each opening is audited. */
@Tag(name = "servers")
@RestController
@RequestMapping("/api/os/servers/{id}/console")
class ServerConsoleController {

    private final VisibleServers servers;
    private final Consoles consoles;

    ServerConsoleController(VisibleServers servers, Consoles consoles) {
        this.servers = servers;
        this.consoles = consoles;
    }

    /** @param cloud required only if several clouds have a server with this id */
    @PostMapping
    ResponseEntity<ConsoleBody> open(
            Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        ServerKey server = servers.key(caller, id, cloud);
        try {
            return ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .body(ConsoleBody.of(consoles.open(caller, server)));
        } catch (ActionRefusedException e) {
            throw e.answer() instanceof Answer.Invisible
                    ? servers.unknown(caller, cloud)
                    : Refusals.problem(e.answer(), server);
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
    record ConsoleBody(String type, String url) {

        static ConsoleBody of(RemoteConsole console) {
            return new ConsoleBody(console.type().word(), console.address().toString());
        }

        /** Omits the address. */
        @Override
        public String toString() {
            return type;
        }
    }
}
