package org.stackdeck.simulator;

import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** The actions {@code lock} and {@code unlock}. */
final class Locks {

    private static final Schema REASON = Schema.within("lock", """
            {"type": ["object", "null"],
             "properties": {"locked_reason": {"type": "string", "minLength": 1, "maxLength": 255}},
             "additionalProperties": false}""");

    private final ServerTasks tasks;

    Locks(ServerTasks tasks) {
        this.tasks = tasks;
    }

    Reply lock(NovaCall call, JsonNode body, Supplier<SimulatedServer> found) {
        boolean reasons = call.version().atLeast(73);
        if (reasons) {
            REASON.check(body);
        }
        SimulatedServer server = found.get();
        call.permit(Role.MEMBER, "os-lock-server:lock");
        boolean owner = server.origin().project().equals(call.project());
        if (server.locked() && owner) {
            // Nova does nothing in this case and logs no action.
            return Reply.empty(202);
        }
        JsonNode reason = body.path("lock").path("locked_reason");
        server.lock(
                owner ? ServerLock.OWNER : ServerLock.ADMINISTRATOR,
                reasons && reason.isString() ? reason.asString() : null,
                tasks.time().now());
        tasks.log(call, server, "lock", "api_lock");
        return Reply.empty(202);
    }

    Reply unlock(NovaCall call, JsonNode body, Supplier<SimulatedServer> found) {
        SimulatedServer server = found.get();
        call.permit(Role.MEMBER, "os-lock-server:unlock");
        boolean owner = server.origin().project().equals(call.project());
        boolean others = switch (server.lock()) {
            case NONE -> false;
            case OWNER -> !owner;
            case ADMINISTRATOR -> owner;
        };
        if (others) {
            call.permit(Role.ADMIN, "os-lock-server:unlock:unlock_override");
        }
        server.lock(ServerLock.NONE, null, tasks.time().now());
        tasks.log(call, server, "unlock", "api_unlock");
        return Reply.empty(202);
    }
}
