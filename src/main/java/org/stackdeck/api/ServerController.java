package org.stackdeck.api;

import static org.stackdeck.cloud.ActionParameter.PASSWORD;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.cloud.Order;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.AdminPasswords;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Repeatable;
import org.stackdeck.operations.RepeatableOperations.Once;

/** REST controller for the servers that the caller may see, and for actions on them. */
@Tag(name = "servers")
@RestController
@RequestMapping("/api/os/servers")
class ServerController {

    private final VisibleServers servers;
    private final ServerActions actions;
    private final RepeatKeys repeatKeys;
    private final OperationBodies bodies;

    ServerController(VisibleServers servers, ServerActions actions, RepeatKeys repeatKeys, OperationBodies bodies) {
        this.servers = servers;
        this.actions = actions;
        this.repeatKeys = repeatKeys;
        this.bodies = bodies;
    }

    @GetMapping
    ServersBody servers(Caller caller) {
        return servers.all(caller);
    }

    /** @param cloud required only if several clouds have a server with this id */
    @GetMapping("/{id}")
    ServerBody server(Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        return servers.one(caller, id, cloud);
    }

    /** @param key idempotency key: repeating it with the same body within 24 hours performs the action once */
    @PostMapping("/{id}/action")
    ResponseEntity<Accepted> act(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cloud,
            @RequestHeader(name = RepeatKeys.HEADER, required = false) @Nullable String key,
            @RequestBody ActionWish wish,
            HttpServletRequest request) {
        Order order = wish.order();
        String password = order.action().parameters().contains(PASSWORD)
                        && order.value(PASSWORD).isEmpty()
                ? AdminPasswords.generate()
                : null;
        Order whole = password == null ? order : order.with(PASSWORD, password);
        Repeatable repeatable = repeatKeys.of(key, "action", id, cloud, wish);
        Once once = actions.submit(caller, id, cloud, whole, repeatable);
        Operation operation = once.operation();
        return ResponseEntity.accepted()
                .location(URI.create("/api/os/operations/" + operation.id()))
                .body(new Accepted(bodies.body(operation, request), once.first() ? password : null));
    }

    /**
     * @param adminPassword generated administrator password of the server if one is required and the caller gave none;
     *     returned only once
     */
    record Accepted(OperationBody operation, @Nullable String adminPassword) {

        /** Omits the password. */
        @Override
        public String toString() {
            return "Accepted[" + operation + "]";
        }
    }
}
