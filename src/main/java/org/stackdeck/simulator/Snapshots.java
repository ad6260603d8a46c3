package org.stackdeck.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The action {@code createImage}. */
final class Snapshots {

    private static final Schema CREATE =
            Schema.within("createImage", """
            {"type": "object", "properties": {"name": %s, "metadata": %s},
             "required": ["name"], "additionalProperties": false}""".formatted(CommonSchemas.NAME, CommonSchemas.METADATA));

    private final ServerTasks tasks;
    private final ImageStore images;
    private final VolumeStore volumes;
    private final VolumeSnapshots volumeSnapshots;
    private final String glance;

    /** @param glance URL of Glance */
    Snapshots(ServerTasks tasks, CloudState cloud, String glance) {
        this.tasks = tasks;
        this.images = cloud.images();
        this.volumes = cloud.volumes();
        this.volumeSnapshots = cloud.snapshots();
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
                images.add(image(server, parameters, id, ofServer(call, server, parameters)));
                return new Upload(images, id, server.build().flavor().disk() << 20);
            });
        }
        return call.version().atLeast(45)
                ? Reply.json(202, Json.object().put("image_id", id))
                : Reply.empty(202).with("Location", glance + "/images/" + id);
    }

    /** For a volume-backed server, the API creates an image without data that references snapshots of the volumes. */
    private void ofVolumes(NovaCall call, SimulatedServer server, JsonNode parameters, String id) {
        call.permit(Role.MEMBER, "servers:create_image");
        synchronized (server) {
            ServerTasks.checkState(
                    server, "createImage", VmState.ACTIVE, VmState.STOPPED, VmState.PAUSED, VmState.SUSPENDED);
            tasks.log(call, server, "createImage", "api_snapshot_instance");
            Instant now = tasks.time().now();
            String name = "snapshot for " + parameters.path("name").asString("");
            Map<String, String> properties = described(call, server, parameters);
            properties.put("root_device_name", "/dev/vda");
            properties.put("bdm_v2", "True");
            properties.put("block_device_mapping", mapping(server, name));
            images.add(image(server, parameters, id, properties).become("active", 0L, now));
        }
    }

    private String mapping(SimulatedServer server, String name) {
        ArrayNode mapping = Json.array();
        for (VolumeAttachment attachment : server.devices().volumes()) {
            volumes.find(server.origin().project(), attachment.volumeId())
                    .map(volume -> volumeSnapshots.take(volume, name))
                    .ifPresent(s -> mapping.addObject()
                            .put("source_type", "snapshot")
                            .put("destination_type", "volume")
                            .put("snapshot_id", s.id())
                            .put("volume_size", s.size())
                            .put("device_name", attachment.device())
                            .put("delete_on_termination", attachment.deleteOnTermination()));
        }
        return mapping.toString();
    }

    private static Map<String, String> described(NovaCall call, SimulatedServer server, JsonNode parameters) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("boot_roles", "reader,member");
        properties.put("owner_user_name", call.token().user().name());
        properties.put("owner_project_name", server.origin().project().name());
        parameters
                .path("metadata")
                .propertyStream()
                .forEach(p -> properties.put(p.getKey(), p.getValue().asString("")));
        return properties;
    }

    private Map<String, String> ofServer(NovaCall call, SimulatedServer server, JsonNode parameters) {
        Map<String, String> properties = described(call, server, parameters);
        properties.put("instance_uuid", server.id());
        properties.put("user_id", call.token().user().id());
        properties.put("image_type", "snapshot");
        properties.put("owner_id", server.origin().project().id());
        return properties;
    }

    private SimulatedImage image(
            SimulatedServer server, JsonNode parameters, String id, Map<String, String> properties) {
        SimulatedImage base = server.build().image();
        return (base == null ? Infrastructure.DEBIAN : base)
                .snapshot(
                        id,
                        parameters.path("name").asString(""),
                        server,
                        properties,
                        tasks.time().now());
    }

    /** The compute service uploads the disk to Glance. */
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
