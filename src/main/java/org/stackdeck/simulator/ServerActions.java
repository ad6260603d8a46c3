package org.stackdeck.simulator;

import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** {@code /servers/{id}/action}: dispatches server actions. Validates the body before it looks up the server. */
final class ServerActions {

    /** Handles one action or several related ones. */
    @FunctionalInterface
    interface Handler {

        /** @param body the request body, whose only property is the action */
        Reply answer(NovaCall call, JsonNode body, Supplier<SimulatedServer> server);
    }

    private static final Schema REBOOT = Schema.within("reboot", """
            {"type": "object",
             "properties": {"type": {"type": "string", "enum": ["HARD", "Hard", "hard", "SOFT", "Soft", "soft"]}},
             "required": ["type"], "additionalProperties": false}""");

    private final ServerTasks tasks;
    private final Map<String, Handler> handlers;

    /** @param handlers by name of the action in the body; all other actions have no parameters */
    ServerActions(ServerTasks tasks, Map<String, Handler> handlers) {
        this.tasks = tasks;
        this.handlers = Map.copyOf(handlers);
    }

    Reply answer(NovaCall call, Supplier<SimulatedServer> server) {
        JsonNode body = call.request()
                .json()
                .filter(b -> b.size() == 1)
                .orElseThrow(() -> Refusal.badRequest("Malformed request body"));
        String key = body.propertyNames().iterator().next();
        Handler handler = handlers.get(key);
        if (handler != null) {
            return handler.answer(call, body, server);
        }
        return switch (key) {
            case "reboot" -> reboot(call, body, server);
            case "forceDelete" -> {
                tasks.delete(call, ComputeAction.FORCE_DELETE, server.get());
                yield Reply.empty(202);
            }
            case "os-getConsoleOutput" ->
                consoleOutput(call, ConsoleLog.length(body.path(key).path("length")), server.get());
            default -> plain(call, action(key), server.get());
        };
    }

    private Reply reboot(NovaCall call, JsonNode body, Supplier<SimulatedServer> server) {
        REBOOT.check(body);
        boolean soft = body.path("reboot").path("type").asString("").equalsIgnoreCase("SOFT");
        return plain(call, soft ? ComputeAction.REBOOT : ComputeAction.HARD_REBOOT, server.get());
    }

    private Reply plain(NovaCall call, ComputeAction action, SimulatedServer server) {
        tasks.begin(call, action, server, () -> switch (action) {
            case REVERT_RESIZE -> Errand.atTheEnd(server::revert);
            default -> Errand.NONE;
        });
        return Reply.empty(action == ComputeAction.CONFIRM_RESIZE ? 204 : 202);
    }

    Reply delete(NovaCall call, SimulatedServer server) {
        tasks.delete(call, server);
        return Reply.empty(204);
    }

    private static ComputeAction action(String key) {
        return ComputeAction.ofKey(key).orElseThrow(() -> Refusal.badRequest("There is no such action: " + key));
    }

    private static Reply consoleOutput(NovaCall call, int length, SimulatedServer server) {
        call.permit(Role.MEMBER, "os-console-output");
        if (!server.placed()) {
            throw Refusal.conflict("Instance %s is not ready".formatted(server.id()));
        }
        return Reply.ok(Json.object().put("output", ConsoleLog.of(server, length)));
    }
}
