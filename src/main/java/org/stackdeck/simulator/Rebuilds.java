package org.stackdeck.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The action {@code rebuild}. */
final class Rebuilds {

    private static final Schema REBUILD = Schema.within(
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

    private final ServerTasks tasks;
    private final CloudState cloud;
    private final ServerView view;

    Rebuilds(ServerTasks tasks, CloudState cloud, ServerView view) {
        this.tasks = tasks;
        this.cloud = cloud;
        this.view = view;
    }

    Reply rebuild(NovaCall call, JsonNode body, Supplier<SimulatedServer> found) {
        REBUILD.check(body);
        JsonNode parameters = body.path("rebuild");
        String password = Passwords.of(parameters);
        SimulatedServer server = found.get();
        boolean off = server.vmState() == VmState.STOPPED;
        tasks.begin(call, off ? ComputeAction.REBUILD_STOPPED : ComputeAction.REBUILD, server, () -> {
            prepare(call, parameters, server);
            return off ? startedMeanwhile(server) : Errand.NONE;
        });
        ObjectNode node = view.changed(call, server, call.version().atLeast(54)).put("adminPass", password);
        if (call.version().atLeast(57)) {
            node.put("user_data", server.build().userData());
        }
        ObjectNode document = Json.object();
        document.set("server", node);
        return Reply.json(202, document).with("Location", view.location(server));
    }

    private void prepare(NovaCall call, JsonNode parameters, SimulatedServer server) {
        ServerBuild build = server.build();
        if (parameters.has("key_name")) {
            build = build.withKey(keyName(call, parameters.path("key_name")));
        }
        String id = parameters.path("imageRef").asString("");
        SimulatedImage image = cloud.images()
                .find(id, call.token())
                .orElseThrow(() -> Refusal.badRequest("Cannot find image for rebuild"));
        if (!image.status().equals("active")) {
            throw Refusal.badRequest("Image " + id + " is not active.");
        }
        if (build.image() == null) {
            checkVolume(call, server, id);
        } else {
            ImageFit.check(image, build.flavor());
        }
        if (parameters.has("metadata")) {
            cloud.quotas().checkMetadata(call, parameters.path("metadata").size());
        }
        if (parameters.has("user_data")) {
            build = build.withUserData(text(parameters, "user_data"));
        }
        server.remake(build.rebuiltFrom(image));
        describe(parameters, server, tasks.time().now());
    }

    /** The root volume is overwritten only from microversion 2.93. */
    private void checkVolume(NovaCall call, SimulatedServer server, String imageId) {
        boolean same = server.devices().volumes().stream()
                .findFirst()
                .flatMap(v -> cloud.volumes().find(server.origin().project(), v.volumeId()))
                .map(SimulatedVolume::image)
                .filter(i -> i.id().equals(imageId))
                .isPresent();
        if (!same && !call.version().atLeast(93)) {
            throw Refusal.badRequest(
                    "Image %s is unacceptable: Unable to rebuild with a different image for a volume-backed server."
                            .formatted(imageId));
        }
    }

    private static void describe(JsonNode parameters, SimulatedServer server, Instant now) {
        if (parameters.has("name")) {
            server.rename(parameters.path("name").asString(""), now);
        }
        if (parameters.has("description")) {
            server.describe(text(parameters, "description"), now);
        }
        if (parameters.has("metadata")) {
            Map<String, String> metadata = new LinkedHashMap<>();
            parameters
                    .path("metadata")
                    .propertyStream()
                    .forEach(p -> metadata.put(p.getKey(), p.getValue().asString("")));
            server.describeBy(metadata, now);
        }
    }

    private @Nullable String keyName(NovaCall call, JsonNode wanted) {
        if (wanted.isNull()) {
            return null;
        }
        return cloud.keyPairs()
                .find(call.token().user(), wanted.asString(""))
                .map(KeyPair::name)
                .orElseThrow(() -> Refusal.badRequest("Invalid key_name provided."));
    }

    /** At the end of the rebuild, Nova considers the server running and stops it again. */
    private static Errand startedMeanwhile(SimulatedServer server) {
        return new Errand() {
            @Override
            public void reaches(String task, Instant now) {
                if (task.equals("powering-off")) {
                    server.become(VmState.ACTIVE, task, 1, now);
                }
            }
        };
    }

    private static @Nullable String text(JsonNode parameters, String name) {
        JsonNode value = parameters.path(name);
        return value.isString() ? value.asString() : null;
    }
}
