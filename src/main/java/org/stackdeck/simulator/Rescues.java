package org.stackdeck.simulator;

import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** The action {@code rescue}. */
final class Rescues {

    private static final Schema RESCUE = Schema.within("rescue", """
            {"type": ["object", "null"],
             "properties": {"adminPass": {"type": "string"}, "rescue_image_ref": {"type": "string", "format": "uuid"}},
             "additionalProperties": false}""");

    private final ServerTasks tasks;
    private final ImageStore images;

    Rescues(ServerTasks tasks, ImageStore images) {
        this.tasks = tasks;
        this.images = images;
    }

    /** Nova returns 200 instead of 202 for compatibility. */
    Reply rescue(NovaCall call, JsonNode body, Supplier<SimulatedServer> found) {
        RESCUE.check(body);
        JsonNode parameters = body.path("rescue");
        String password = Passwords.of(parameters);
        SimulatedServer server = found.get();
        tasks.begin(call, ComputeAction.RESCUE, server, () -> {
            checkImage(call, parameters.path("rescue_image_ref").asString(""));
            if (server.build().image() == null) {
                throw Refusal.badRequest(
                        "Instance %s cannot be rescued: Cannot rescue a volume-backed instance".formatted(server.id()));
            }
            return Errand.NONE;
        });
        return Reply.ok(Json.object().put("adminPass", password));
    }

    private void checkImage(NovaCall call, String id) {
        if (!id.isEmpty() && images.find(id, call.token()).isEmpty()) {
            throw Refusal.badRequest("Requested rescue image '%s' is not supported".formatted(id));
        }
    }
}
