package org.stackdeck.simulator.nova.actions;

import java.time.Instant;
import java.util.function.Supplier;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.model.VmState;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.nova.tasks.ServerActionStarter;
import org.stackdeck.simulator.schema.JsonSchema;
import tools.jackson.databind.JsonNode;

/** Handles the action {@code os-resetState}. */
public final class ResetStateActionHandler {

    private static final JsonSchema RESET = JsonSchema.within("os-resetState", """
            {"type": "object", "properties": {"state": {"type": "string", "enum": ["active", "error"]}},
             "required": ["state"], "additionalProperties": false}""");

    private final ServerActionStarter starter;

    public ResetStateActionHandler(ServerActionStarter starter) {
        this.starter = starter;
    }

    /** Sets the state of the server, regardless of locks and task states. The power state does not change. */
    public ApiResponse reset(NovaRequest novaRequest, JsonNode body, Supplier<SimulatedServer> found) {
        RESET.check(body);
        SimulatedServer server = found.get();
        novaRequest.requireRole(Role.ADMIN, "os-admin-actions:reset_state");
        Instant now = starter.scheduler().now();
        boolean error = body.path("os-resetState").path("state").asString("").equals("error");
        synchronized (server) {
            // Cancels the remaining steps of a running action.
            server.startTask(null, now);
            server.reset(error ? VmState.ERROR : VmState.ACTIVE, now);
            starter.log(novaRequest, server, "resetState");
        }
        return ApiResponse.empty(202);
    }
}
