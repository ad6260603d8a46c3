package org.stackdeck.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** The action {@code createImage}. */
final class Snapshots {

    private static final Schema CREATE =
            Schema.within("createImage", """
            {"type": "object", "properties": {"name": %s, "metadata": %s},
             "required": ["name"], "additionalProperties": false}""".formatted(CommonSchemas.NAME, CommonSchemas.METADATA));

    private final ServerTasks tasks;
    private final ImageStore images;
    private final String glance;

    /** @param glance its address */
    Snapshots(ServerTasks tasks, ImageStore images, String glance) {
        this.tasks = tasks;
        this.images = images;
        this.glance = glance;
    }

    Reply create(NovaCall call, JsonNode body, Supplier<SimulatedServer> found) {
        CREATE.check(body);
        SimulatedServer server = found.get();
        JsonNode parameters = body.path("createImage");
        String id = UUID.randomUUID().toString();
        if (server.build().image() == null) {
            ofVolumes(call, server, parameters, id);
        } else {
            tasks.begin(call, ComputeAction.CREATE_IMAGE, server, () -> {
                images.add(image(call, server, parameters, id));
                return new Upload(images, id, server.build().flavor().disk() << 20);
            });
        }
        return call.version().atLeast(45)
                ? Reply.json(202, Json.object().put("image_id", id))
                : Reply.empty(202).with("Location", glance + "/images/" + id);
    }

    /** The API does it alone: an image without data, that tells of snapshots of the volumes. */
    private void ofVolumes(NovaCall call, SimulatedServer server, JsonNode parameters, String id) {
        call.permit(Role.MEMBER, "servers:create_image");
        synchronized (server) {
            ServerTasks.checkState(
                    server, "createImage", VmState.ACTIVE, VmState.STOPPED, VmState.PAUSED, VmState.SUSPENDED);
            tasks.log(call, server, "createImage", "api_snapshot_instance");
            Instant now = tasks.time().now();
            images.add(image(call, server, parameters, id).become("active", 0L, now));
        }
    }

    private SimulatedImage image(NovaCall call, SimulatedServer server, JsonNode parameters, String id) {
        SimulatedImage base = server.build().image();
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("instance_uuid", server.id());
        properties.put("user_id", call.token().user().id());
        properties.put("image_type", "snapshot");
        properties.put("boot_roles", "reader,member");
        properties.put("owner_id", server.origin().project().id());
        properties.put("owner_user_name", call.token().user().name());
        properties.put("owner_project_name", server.origin().project().name());
        parameters
                .path("metadata")
                .propertyStream()
                .forEach(p -> properties.put(p.getKey(), p.getValue().asString("")));
        return (base == null ? Infrastructure.DEBIAN : base)
                .snapshot(
                        id,
                        parameters.path("name").asString(""),
                        server,
                        properties,
                        tasks.time().now());
    }

    /** The compute brings the disk to Glance. */
    private record Upload(ImageStore images, String id, long size) implements Errand {

        @Override
        public void reaches(String task, Instant now) {
            if (task.equals("image_uploading")) {
                images.change(id, image -> image.become("saving", null, now));
            }
        }

        @Override
        public void succeeds(Instant now) {
            images.change(id, image -> image.become("active", size, now));
        }

        @Override
        public void fails(Instant now) {
            images.remove(id);
        }
    }
}
