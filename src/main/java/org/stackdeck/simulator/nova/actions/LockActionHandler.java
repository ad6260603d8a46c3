package org.stackdeck.simulator.nova.actions;

import java.util.function.Supplier;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.model.ServerLock;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.nova.tasks.ServerActionStarter;
import org.stackdeck.simulator.schema.JsonSchema;
import tools.jackson.databind.JsonNode;

/** Handles the actions {@code lock} and {@code unlock}. */
public final class LockActionHandler {

    private static final JsonSchema REASON = JsonSchema.within("lock", """
            {"type": ["object", "null"],
             "properties": {"locked_reason": {"type": "string", "minLength": 1, "maxLength": 255}},
             "additionalProperties": false}""");

    private final ServerActionStarter starter;

    public LockActionHandler(ServerActionStarter starter) {
        this.starter = starter;
    }

    public ApiResponse lock(NovaRequest novaRequest, JsonNode body, Supplier<SimulatedServer> found) {
        boolean reasons = novaRequest.version().atLeast(73);
        if (reasons) {
            REASON.check(body);
        }
        SimulatedServer server = found.get();
        novaRequest.requireRole(Role.MEMBER, "os-lock-server:lock");
        boolean owner = server.immutableProperties().project().equals(novaRequest.project());
        if (server.locked() && owner) {
            // Nova does nothing in this case and logs no action.
            return ApiResponse.empty(202);
        }
        JsonNode reason = body.path("lock").path("locked_reason");
        server.lock(
                owner ? ServerLock.OWNER : ServerLock.ADMINISTRATOR,
                reasons && reason.isString() ? reason.asString() : null,
                starter.scheduler().now());
        starter.log(novaRequest, server, "lock", "api_lock");
        return ApiResponse.empty(202);
    }

    public ApiResponse unlock(NovaRequest novaRequest, JsonNode body, Supplier<SimulatedServer> found) {
        SimulatedServer server = found.get();
        novaRequest.requireRole(Role.MEMBER, "os-lock-server:unlock");
        boolean owner = server.immutableProperties().project().equals(novaRequest.project());
        boolean others = switch (server.lock()) {
            case NONE -> false;
            case OWNER -> !owner;
            case ADMINISTRATOR -> owner;
        };
        if (others) {
            novaRequest.requireRole(Role.ADMIN, "os-lock-server:unlock:unlock_override");
        }
        server.lock(ServerLock.NONE, null, starter.scheduler().now());
        starter.log(novaRequest, server, "unlock", "api_unlock");
        return ApiResponse.empty(202);
    }
}
