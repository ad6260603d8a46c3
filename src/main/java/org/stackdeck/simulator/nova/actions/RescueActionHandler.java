package org.stackdeck.simulator.nova.actions;

import java.util.function.Supplier;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.nova.tasks.ActionSideEffect;
import org.stackdeck.simulator.nova.tasks.AdminPasswordHandler;
import org.stackdeck.simulator.nova.tasks.ComputeAction;
import org.stackdeck.simulator.nova.tasks.ServerActionStarter;
import org.stackdeck.simulator.schema.JsonSchema;
import org.stackdeck.simulator.state.ImageStore;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.JsonNode;

/** Handles the action {@code rescue}. */
public final class RescueActionHandler {

    private static final JsonSchema RESCUE = JsonSchema.within("rescue", """
            {"type": ["object", "null"],
             "properties": {"adminPass": {"type": "string"}, "rescue_image_ref": {"type": "string", "format": "uuid"}},
             "additionalProperties": false}""");

    private final ServerActionStarter starter;
    private final ImageStore images;

    public RescueActionHandler(ServerActionStarter starter, ImageStore images) {
        this.starter = starter;
        this.images = images;
    }

    /** Rescues the server. The status is 200 instead of 202, because Nova keeps it for backward compatibility. */
    public ApiResponse rescue(NovaRequest novaRequest, JsonNode body, Supplier<SimulatedServer> found) {
        RESCUE.check(body);
        JsonNode parameters = body.path("rescue");
        String password = AdminPasswordHandler.of(parameters);
        SimulatedServer server = found.get();
        starter.begin(novaRequest, ComputeAction.RESCUE, server, () -> {
            checkImage(novaRequest, parameters.path("rescue_image_ref").asString(""));
            if (server.configuration().image() == null) {
                throw ApiException.badRequest(
                        "Instance %s cannot be rescued: Cannot rescue a volume-backed instance".formatted(server.id()));
            }
            return ActionSideEffect.NONE;
        });
        return ApiResponse.ok(Json.object().put("adminPass", password));
    }

    private void checkImage(NovaRequest novaRequest, String id) {
        if (!id.isEmpty() && images.find(id, novaRequest.token()).isEmpty()) {
            throw ApiException.badRequest("Requested rescue image '%s' is not supported".formatted(id));
        }
    }
}
