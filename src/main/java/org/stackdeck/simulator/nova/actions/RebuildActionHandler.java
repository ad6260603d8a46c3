package org.stackdeck.simulator.nova.actions;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.model.KeyPair;
import org.stackdeck.simulator.model.ServerConfiguration;
import org.stackdeck.simulator.model.SimulatedImage;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.model.SimulatedVolume;
import org.stackdeck.simulator.model.VmState;
import org.stackdeck.simulator.nova.create.FlavorImageCheck;
import org.stackdeck.simulator.nova.document.ServerDocuments;
import org.stackdeck.simulator.nova.request.CommonSchemas;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.nova.tasks.ActionSideEffect;
import org.stackdeck.simulator.nova.tasks.AdminPasswordHandler;
import org.stackdeck.simulator.nova.tasks.ComputeAction;
import org.stackdeck.simulator.nova.tasks.ServerActionStarter;
import org.stackdeck.simulator.schema.JsonSchema;
import org.stackdeck.simulator.state.CloudState;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Handles the action {@code rebuild}. */
public final class RebuildActionHandler {

    private static final JsonSchema REBUILD = JsonSchema.within(
            "rebuild", """
            {"type": "object",
             "properties": {
               "name": %s,
               "imageRef": {"type": "string", "format": "uuid"},
               "adminPass": {"type": "string"},
               "metadata": %s,
               "preserve_ephemeral": {"type": ["boolean", "string"]},
               "OS-DCF:diskConfig": {"type": "string", "enum": ["AUTO", "MANUAL"]},
               "accessIPv4": {"type": "string", "format": "ipv4"},
               "accessIPv6": {"type": "string", "format": "ipv6"},
               "description": %s,
               "key_name": {"oneOf": [{"type": "string", "minLength": 1, "maxLength": 255}, {"type": "null"}]},
               "user_data": {"oneOf": [{"type": "string", "format": "base64", "maxLength": 65535}, {"type": "null"}]},
               "trusted_image_certificates": {"type": ["array", "null"]},
               "hostname": {"type": "string", "minLength": 1, "maxLength": 255}},
             "required": ["imageRef"], "additionalProperties": false}""".formatted(CommonSchemas.NAME, CommonSchemas.METADATA, CommonSchemas.DESCRIPTION));

    private final ServerActionStarter starter;
    private final CloudState cloud;
    private final ServerDocuments documents;

    public RebuildActionHandler(ServerActionStarter starter, CloudState cloud, ServerDocuments documents) {
        this.starter = starter;
        this.cloud = cloud;
        this.documents = documents;
    }

    public ApiResponse rebuild(NovaRequest novaRequest, JsonNode body, Supplier<SimulatedServer> found) {
        REBUILD.check(body);
        JsonNode parameters = body.path("rebuild");
        String password = AdminPasswordHandler.of(parameters);
        SimulatedServer server = found.get();
        boolean off = server.vmState() == VmState.STOPPED;
        starter.begin(novaRequest, off ? ComputeAction.REBUILD_STOPPED : ComputeAction.REBUILD, server, () -> {
            prepare(novaRequest, parameters, server);
            return off ? startedMeanwhile(server) : ActionSideEffect.NONE;
        });
        ObjectNode node = documents
                .afterChange(novaRequest, server, novaRequest.version().atLeast(54))
                .put("adminPass", password);
        if (novaRequest.version().atLeast(57)) {
            node.put("user_data", server.configuration().userData());
        }
        return ApiResponse.json(202, Json.object().set("server", node))
                .withHeader("Location", documents.location(server));
    }

    private void prepare(NovaRequest novaRequest, JsonNode parameters, SimulatedServer server) {
        ServerConfiguration configuration = server.configuration();
        if (parameters.has("key_name")) {
            configuration = configuration.withKey(keyName(novaRequest, parameters.path("key_name")));
        }
        String id = parameters.path("imageRef").asString("");
        SimulatedImage image = cloud.images()
                .find(id, novaRequest.token())
                .orElseThrow(() -> ApiException.badRequest("Cannot find image for rebuild"));
        if (!image.status().equals("active")) {
            throw ApiException.badRequest("Image " + id + " is not active.");
        }
        if (configuration.image() == null) {
            checkVolume(novaRequest, server, id);
        } else {
            FlavorImageCheck.check(image, configuration.flavor());
        }
        if (parameters.has("metadata")) {
            cloud.quotas()
                    .checkMetadata(novaRequest, parameters.path("metadata").size());
        }
        if (parameters.has("user_data")) {
            configuration = configuration.withUserData(text(parameters, "user_data"));
        }
        server.setConfiguration(configuration.rebuiltFrom(image));
        server.changeAccess(parameters);
        describe(parameters, server, starter.scheduler().now());
    }

    /**
     * Checks the image for a volume-backed server. Before microversion 2.93, Nova does not overwrite the root volume.
     * It therefore rejects any image other than the volume's.
     */
    private void checkVolume(NovaRequest novaRequest, SimulatedServer server, String imageId) {
        boolean same = server.devices().volumes().stream()
                .findFirst()
                .flatMap(v -> cloud.volumes().find(server.immutableProperties().project(), v.volumeId()))
                .map(SimulatedVolume::image)
                .filter(i -> i.id().equals(imageId))
                .isPresent();
        if (!same && !novaRequest.version().atLeast(93)) {
            throw ApiException.badRequest(
                    "Image %s is unacceptable: Unable to rebuild with a different image for a volume-backed server."
                            .formatted(imageId));
        }
    }

    private static void describe(JsonNode parameters, SimulatedServer server, Instant now) {
        if (parameters.has("name")) {
            server.rename(parameters.path("name").asString(""), now);
        }
        if (parameters.has("description")) {
            server.setDescription(text(parameters, "description"), now);
        }
        if (parameters.has("metadata")) {
            Map<String, String> metadata = new LinkedHashMap<>();
            parameters
                    .path("metadata")
                    .propertyStream()
                    .forEach(p -> metadata.put(p.getKey(), p.getValue().asString("")));
            server.setMetadata(metadata, now);
        }
    }

    private @Nullable String keyName(NovaRequest novaRequest, JsonNode wanted) {
        if (wanted.isNull()) {
            return null;
        }
        return cloud.keyPairs()
                .find(novaRequest.token().user(), wanted.asString(""))
                .map(KeyPair::name)
                .orElseThrow(() -> ApiException.badRequest("Invalid key_name provided."));
    }

    /**
     * Returns the side effect of rebuilding a stopped server: at the end, Nova considers the server running and stops
     * it again.
     */
    private static ActionSideEffect startedMeanwhile(SimulatedServer server) {
        return new ActionSideEffect() {
            @Override
            public void onTaskState(String task, Instant now) {
                if (task.equals("powering-off")) {
                    server.setState(VmState.ACTIVE, task, 1, now);
                }
            }
        };
    }

    private static @Nullable String text(JsonNode parameters, String name) {
        JsonNode value = parameters.path(name);
        return value.isString() ? value.asString() : null;
    }
}
