package org.stackdeck.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Answer;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operations;

/** The servers that the caller may see, and what can be done to them. */
@Tag(name = "servers")
@RestController
@RequestMapping("/api/os/servers")
class ServerController {

    private final VisibleServers servers;
    private final Operations operations;
    private final OperationBodies bodies;

    ServerController(VisibleServers servers, Operations operations, OperationBodies bodies) {
        this.servers = servers;
        this.operations = operations;
        this.bodies = bodies;
    }

    @GetMapping
    ServersBody servers(Caller caller) {
        return servers.all(caller);
    }

    /** @param cloud needed only where two clouds have a server of the same id */
    @GetMapping("/{id}")
    ServerBody server(Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        return servers.one(caller, id, cloud);
    }

    @PostMapping("/{id}/action")
    ResponseEntity<Accepted> act(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cloud,
            @RequestBody ActionWish wish,
            HttpServletRequest request) {
        ServerAction action = wish.parsed();
        Operation operation = submit(caller, id, cloud, action);
        return ResponseEntity.accepted()
                .location(URI.create("/api/os/operations/" + operation.id()))
                .body(new Accepted(bodies.body(operation, request)));
    }

    private Operation submit(Caller caller, String id, @Nullable String cloud, ServerAction action) {
        ServerKey server = servers.key(caller, id, cloud);
        try {
            return operations.submit(caller, server, action);
        } catch (ActionRefusedException e) {
            throw e.answer() instanceof Answer.Invisible
                    ? servers.unknown(caller, cloud)
                    : Refusals.problem(e.answer(), server);
        }
    }

    record Accepted(OperationBody operation) {}

    /** @param action the word of a {@link ServerAction} */
    record ActionWish(@Nullable String action) {

        private static final String WORDS =
                Arrays.stream(ServerAction.values()).map(ServerAction::word).collect(Collectors.joining(", "));

        ServerAction parsed() {
            if (action == null) {
                throw ProblemException.badField("action", "missing-field", "action");
            }
            return ServerAction.ofWord(action)
                    .orElseThrow(() -> ProblemException.badField("action", "unknown-action", WORDS));
        }
    }
}
