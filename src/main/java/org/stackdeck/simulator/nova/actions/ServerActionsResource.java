package org.stackdeck.simulator.nova.actions;

import java.util.Map;
import java.util.function.Supplier;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.nova.tasks.ActionSideEffect;
import org.stackdeck.simulator.nova.tasks.ComputeAction;
import org.stackdeck.simulator.nova.tasks.ServerActionStarter;
import org.stackdeck.simulator.schema.JsonSchema;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.JsonNode;

/** Nova's {@code /servers/{id}/action}: dispatches server actions. Validates the body before it looks up the server. */
public final class ServerActionsResource {

    /** Handles an action. */
    @FunctionalInterface
    public interface Handler {

        /** @param body the request body, whose only property is the action */
        ApiResponse handle(NovaRequest novaRequest, JsonNode body, Supplier<SimulatedServer> server);
    }

    private static final JsonSchema REBOOT = JsonSchema.within("reboot", """
            {"type": "object",
             "properties": {"type": {"type": "string", "enum": ["HARD", "Hard", "hard", "SOFT", "Soft", "soft"]}},
             "required": ["type"], "additionalProperties": false}""");

    private final ServerActionStarter starter;
    private final Map<String, Handler> handlers;

    /** @param handlers handlers by the name of the action in the body; this class handles all other actions */
    public ServerActionsResource(ServerActionStarter starter, Map<String, Handler> handlers) {
        this.starter = starter;
        this.handlers = Map.copyOf(handlers);
    }

    public ApiResponse handle(NovaRequest novaRequest, Supplier<SimulatedServer> server) {
        JsonNode body = novaRequest
                .request()
                .json()
                .filter(b -> b.size() == 1)
                .orElseThrow(() -> ApiException.badRequest("Malformed request body"));
        String key = body.propertyNames().iterator().next();
        Handler handler = handlers.get(key);
        if (handler != null) {
            return handler.handle(novaRequest, body, server);
        }
        return switch (key) {
            case "reboot" -> reboot(novaRequest, body, server);
            case "forceDelete" -> {
                starter.delete(novaRequest, ComputeAction.FORCE_DELETE, server.get());
                yield ApiResponse.empty(202);
            }
            case "os-getConsoleOutput" ->
                consoleOutput(
                        novaRequest, ConsoleLogGenerator.length(body.path(key).path("length")), server.get());
            default -> plain(novaRequest, action(key), server.get());
        };
    }

    private ApiResponse reboot(NovaRequest novaRequest, JsonNode body, Supplier<SimulatedServer> server) {
        REBOOT.check(body);
        boolean soft = body.path("reboot").path("type").asString("").equalsIgnoreCase("SOFT");
        return plain(novaRequest, soft ? ComputeAction.REBOOT : ComputeAction.HARD_REBOOT, server.get());
    }

    private ApiResponse plain(NovaRequest novaRequest, ComputeAction action, SimulatedServer server) {
        starter.begin(novaRequest, action, server, () -> switch (action) {
            case REVERT_RESIZE -> ActionSideEffect.runOnSuccess(server::revert);
            default -> ActionSideEffect.NONE;
        });
        return ApiResponse.empty(action == ComputeAction.CONFIRM_RESIZE ? 204 : 202);
    }

    public ApiResponse delete(NovaRequest novaRequest, SimulatedServer server) {
        starter.delete(novaRequest, server);
        return ApiResponse.empty(204);
    }

    private static ComputeAction action(String key) {
        return ComputeAction.fromKey(key).orElseThrow(() -> ApiException.badRequest("There is no such action: " + key));
    }

    private static ApiResponse consoleOutput(NovaRequest novaRequest, int length, SimulatedServer server) {
        novaRequest.requireRole(Role.MEMBER, "os-console-output");
        if (!server.hasHost()) {
            throw ApiException.conflict("Instance %s is not ready".formatted(server.id()));
        }
        return ApiResponse.ok(Json.object().put("output", ConsoleLogGenerator.of(server, length)));
    }
}
