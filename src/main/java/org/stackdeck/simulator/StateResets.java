package org.stackdeck.simulator;

import java.time.Instant;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** The action {@code os-resetState}. */
final class StateResets {

    private static final Schema RESET = Schema.within("os-resetState", """
            {"type": "object", "properties": {"state": {"type": "string", "enum": ["active", "error"]}},
             "required": ["state"], "additionalProperties": false}""");

    private final ServerTasks tasks;

    StateResets(ServerTasks tasks) {
        this.tasks = tasks;
    }

    /** Ignores locks and task states, and keeps the power state. */
    Reply reset(NovaCall call, JsonNode body, Supplier<SimulatedServer> found) {
        RESET.check(body);
        SimulatedServer server = found.get();
        call.permit(Role.ADMIN, "os-admin-actions:reset_state");
        Instant now = tasks.time().now();
        boolean error = body.path("os-resetState").path("state").asString("").equals("error");
        synchronized (server) {
            // Replaces a running action.
            server.begin(null, now);
            server.reset(error ? VmState.ERROR : VmState.ACTIVE, now);
            tasks.log(call, server, "resetState");
        }
        return Reply.empty(202);
    }
}
