package org.stackdeck.simulator;

import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be done to a server, with Nova's order of checks: policy, lock, state. */
final class ServerActions {

    private static final Set<String> SOFT = Set.of("SOFT", "Soft", "soft");
    private static final Set<String> HARD = Set.of("HARD", "Hard", "hard");

    private final Time time;
    private final Conductor conductor;

    ServerActions(Time time, Conductor conductor) {
        this.time = time;
        this.conductor = conductor;
    }

    /** The body is judged before the server is looked for, as Nova does. */
    Reply answer(NovaCall call, Supplier<SimulatedServer> server) {
        JsonNode body = call.request()
                .json()
                .filter(b -> b.size() == 1)
                .orElseThrow(() -> Refusal.badRequest("Malformed request body"));
        String key = body.propertyNames().iterator().next();
        JsonNode parameters = body.path(key);
        return switch (key) {
            case "lock" -> lock(call, server.get(), parameters);
            case "unlock" -> unlock(call, server.get());
            case "os-getConsoleOutput" ->
                consoleOutput(call, ConsoleLog.length(parameters.path("length")), server.get());
            case "reboot" -> start(call, reboot(parameters), server.get());
            default -> start(call, action(key), server.get());
        };
    }

    private static ComputeAction action(String key) {
        return ComputeAction.ofKey(key).orElseThrow(() -> Refusal.badRequest("There is no such action: " + key));
    }

    private static ComputeAction reboot(JsonNode parameters) {
        if (!parameters.isObject()) {
            throw Refusal.badRequest(
                    "Invalid input for field/attribute reboot. Value: %1$s. %1$s is not of type 'object'"
                            .formatted(parameters.isNull() ? "None" : parameters.toString()));
        }
        if (!parameters.has("type")) {
            throw Refusal.badRequest(
                    "Invalid input for field/attribute reboot. Value: %s. 'type' is a required property"
                            .formatted(parameters));
        }
        String type = parameters.path("type").asString("");
        if (!SOFT.contains(type) && !HARD.contains(type)) {
            throw Refusal.badRequest(("Invalid input for field/attribute type. Value: %1$s. '%1$s' is not one of"
                            + " ['HARD', 'Hard', 'hard', 'SOFT', 'Soft', 'soft']")
                    .formatted(type));
        }
        return SOFT.contains(type) ? ComputeAction.REBOOT : ComputeAction.HARD_REBOOT;
    }

    private Reply start(NovaCall call, ComputeAction action, SimulatedServer server) {
        call.permit(Role.MEMBER, action.policy());
        synchronized (server) {
            checkLock(call, server);
            checkHost(server, action);
            checkState(server, action);
            conductor.run(server, action, record(call, server, action.word()));
        }
        return Reply.empty(202);
    }

    Reply delete(NovaCall call, SimulatedServer server) {
        call.permit(Role.MEMBER, ComputeAction.DELETE.policy());
        synchronized (server) {
            checkLock(call, server);
            if ("deleting".equals(server.task())) {
                return Reply.empty(204);
            }
            conductor.run(server, ComputeAction.DELETE, record(call, server, "delete"));
        }
        return Reply.empty(204);
    }

    Reply update(NovaCall call, SimulatedServer server, ServerView view) {
        call.permit(Role.MEMBER, "servers:update");
        JsonNode said = call.request()
                .json()
                .orElseThrow(() -> Refusal.badRequest("Malformed request body"))
                .path("server");
        if (said.path("name").isString()) {
            server.rename(said.path("name").asString(), time.now());
        }
        if (said.path("description").isString() && call.version().atLeast(19)) {
            server.describe(said.path("description").asString());
        }
        ObjectNode document = Json.object();
        document.set("server", view.full(call, server));
        return Reply.ok(document);
    }

    private Reply lock(NovaCall call, SimulatedServer server, JsonNode parameters) {
        call.permit(Role.MEMBER, "os-lock-server:lock");
        boolean owner = server.origin().project().equals(call.project());
        if (server.locked() && owner) {
            // Nova leaves it at that, and logs nothing
            return Reply.empty(202);
        }
        String reason =
                call.version().atLeast(73) && parameters.path("locked_reason").isString()
                        ? parameters.path("locked_reason").asString()
                        : null;
        server.lock(owner ? SimulatedServer.Lock.OWNER : SimulatedServer.Lock.ADMINISTRATOR, reason, time.now());
        return doneByTheApi(call, server, "lock");
    }

    private Reply unlock(NovaCall call, SimulatedServer server) {
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
        server.lock(SimulatedServer.Lock.NONE, null, time.now());
        return doneByTheApi(call, server, "unlock");
    }

    private Reply doneByTheApi(NovaCall call, SimulatedServer server, String word) {
        Instant now = time.now();
        ActionRecord record = record(call, server, word);
        record.begin("api_" + word, now, "simulated-controller");
        record.succeed(now);
        server.log(record);
        return Reply.empty(202);
    }

    private static Reply consoleOutput(NovaCall call, int length, SimulatedServer server) {
        call.permit(Role.MEMBER, "os-console-output");
        if (server.origin().host() == null || server.vmState() == VmState.SHELVED_OFFLOADED) {
            throw Refusal.conflict("Instance %s is not ready".formatted(server.id()));
        }
        return Reply.ok(Json.object().put("output", ConsoleLog.of(server, length)));
    }

    private ActionRecord record(NovaCall call, SimulatedServer server, String word) {
        return new ActionRecord(
                word,
                call.request().requestId(),
                call.token().user().id(),
                server.origin().project().id(),
                time.now());
    }

    /** An administrator's requests pass a lock, as Nova's policy has it. */
    private static void checkLock(NovaCall call, SimulatedServer server) {
        if (server.locked() && !call.admin()) {
            throw Refusal.conflict("Instance " + server.id() + " is locked");
        }
    }

    /** Only start and stop are checked for it. */
    private static void checkHost(SimulatedServer server, ComputeAction action) {
        boolean placed = server.origin().host() != null && server.vmState() != VmState.SHELVED_OFFLOADED;
        if (!placed && (action == ComputeAction.START || action == ComputeAction.STOP)) {
            throw Refusal.conflict("Instance " + server.id() + " is not ready");
        }
    }

    private static void checkState(SimulatedServer server, ComputeAction action) {
        String cannot = "Cannot '%s' instance %s while it is in ".formatted(action.word(), server.id());
        if (!action.takenIn().contains(server.vmState())) {
            throw Refusal.conflict(cannot + "vm_state " + server.vmState().word());
        }
        String task = server.task();
        if (task != null && !action.takenDuring(task)) {
            throw Refusal.conflict(cannot + "task_state " + task);
        }
        if (server.launched() == null) {
            throw Refusal.conflict("Instance %s is in an invalid state for '%s'".formatted(server.id(), action.word()));
        }
    }
}
