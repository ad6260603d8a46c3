package org.stackdeck.simulator.nova.actions;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.SimulatedImage;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.model.VmState;
import org.stackdeck.simulator.model.VolumeAttachment;
import org.stackdeck.simulator.nova.request.CommonSchemas;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.nova.tasks.ActionSideEffect;
import org.stackdeck.simulator.nova.tasks.ComputeAction;
import org.stackdeck.simulator.nova.tasks.ServerActionStarter;
import org.stackdeck.simulator.schema.JsonSchema;
import org.stackdeck.simulator.state.CloudState;
import org.stackdeck.simulator.state.DefaultResources;
import org.stackdeck.simulator.state.ImageStore;
import org.stackdeck.simulator.state.VolumeSnapshotStore;
import org.stackdeck.simulator.state.VolumeStore;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Handles the action {@code createImage}. */
public final class CreateImageActionHandler {

    private static final JsonSchema CREATE =
            JsonSchema.within("createImage", """
            {"type": "object", "properties": {"name": %s, "metadata": %s},
             "required": ["name"], "additionalProperties": false}""".formatted(CommonSchemas.NAME, CommonSchemas.METADATA));

    private final ServerActionStarter starter;
    private final ImageStore images;
    private final VolumeStore volumes;
    private final VolumeSnapshotStore volumeSnapshotStore;
    private final String glance;

    /** @param glance URL of Glance */
    public CreateImageActionHandler(ServerActionStarter starter, CloudState cloud, String glance) {
        this.starter = starter;
        this.images = cloud.images();
        this.volumes = cloud.volumes();
        this.volumeSnapshotStore = cloud.snapshots();
        this.glance = glance;
    }

    public ApiResponse create(NovaRequest novaRequest, JsonNode body, Supplier<SimulatedServer> found) {
        CREATE.check(body);
        SimulatedServer server = found.get();
        JsonNode parameters = body.path("createImage");
        String id = UUID.randomUUID().toString();
        if (server.configuration().image() == null) {
            ofVolumes(novaRequest, server, parameters, id);
        } else {
            starter.begin(novaRequest, ComputeAction.CREATE_IMAGE, server, () -> {
                images.add(image(novaRequest, server, parameters, id, ofServer(novaRequest, server, parameters)));
                long gibibytes = server.configuration().flavor().disk();
                return new UploadSideEffect(images, id, gibibytes << 30);
            });
        }
        return novaRequest.version().atLeast(45)
                ? ApiResponse.json(202, Json.object().put("image_id", id))
                : ApiResponse.empty(202).withHeader("Location", glance + "/images/" + id);
    }

    /**
     * Creates the image of a volume-backed server. As in Nova's API, the image has no data and references snapshots of
     * the volumes.
     */
    private void ofVolumes(NovaRequest novaRequest, SimulatedServer server, JsonNode parameters, String id) {
        novaRequest.requireRole(Role.MEMBER, "servers:create_image");
        synchronized (server) {
            ServerActionStarter.checkState(
                    server, "createImage", VmState.ACTIVE, VmState.STOPPED, VmState.PAUSED, VmState.SUSPENDED);
            starter.log(novaRequest, server, "createImage", "api_snapshot_instance");
            Instant now = starter.scheduler().now();
            String name = "snapshot for " + parameters.path("name").asString("");
            Map<String, String> properties = described(novaRequest, server, parameters);
            properties.put("root_device_name", "/dev/vda");
            properties.put("bdm_v2", "True");
            properties.put("block_device_mapping", mapping(novaRequest, server, name));
            images.add(image(novaRequest, server, parameters, id, properties).withStatus("active", 0L, now));
        }
    }

    private String mapping(NovaRequest novaRequest, SimulatedServer server, String name) {
        ArrayNode mapping = Json.array();
        for (VolumeAttachment attachment : server.devices().volumes()) {
            volumes.find(server.immutableProperties().project(), attachment.volumeId())
                    .map(volume -> volumeSnapshotStore.create(volume, requester(novaRequest, server), name, ""))
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

    private static Map<String, String> described(NovaRequest novaRequest, SimulatedServer server, JsonNode parameters) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("boot_roles", "reader,member");
        properties.put("owner_user_name", novaRequest.token().user().name());
        properties.put(
                "owner_project_name", server.immutableProperties().project().name());
        parameters
                .path("metadata")
                .propertyStream()
                .forEach(p -> properties.put(p.getKey(), p.getValue().asString("")));
        return properties;
    }

    private Map<String, String> ofServer(NovaRequest novaRequest, SimulatedServer server, JsonNode parameters) {
        Map<String, String> properties = described(novaRequest, server, parameters);
        properties.put("instance_uuid", server.id());
        properties.put("user_id", novaRequest.token().user().id());
        properties.put("image_type", "snapshot");
        properties.put("owner_id", server.immutableProperties().project().id());
        return properties;
    }

    private SimulatedImage image(
            NovaRequest novaRequest,
            SimulatedServer server,
            JsonNode parameters,
            String id,
            Map<String, String> properties) {
        SimulatedImage base = server.configuration().image();
        return (base == null ? DefaultResources.DEBIAN : base)
                .snapshot(
                        id,
                        parameters.path("name").asString(""),
                        server,
                        requester(novaRequest, server),
                        properties,
                        starter.scheduler().now());
    }

    private static SimulatedProject requester(NovaRequest novaRequest, SimulatedServer server) {
        SimulatedProject project = novaRequest.project();
        return project == null ? server.immutableProperties().project() : project;
    }

    /**
     * Simulates the upload of the server's disk to Glance by the compute service.
     *
     * @param size bytes
     */
    private record UploadSideEffect(ImageStore images, String id, long size) implements ActionSideEffect {

        @Override
        public void onTaskState(String task, Instant now) {
            if (task.equals("image_uploading")) {
                images.change(id, image -> image.withStatus("saving", null, now));
            }
        }

        @Override
        public void onSuccess(Instant now) {
            images.change(id, image -> image.withStatus("active", size, now));
        }

        @Override
        public void onFailure(Instant now) {
            images.remove(id);
        }
    }
}
