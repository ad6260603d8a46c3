package org.stackdeck.simulator;

import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Cinder's {@code /volumes}. */
final class VolumesResource {

    private static final int CREATING = 800;
    private static final Schema SIZE = Schema.of("""
            {"properties": {"size": {"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 1}}}""");

    private final String root;
    private final VolumeStore volumes;
    private final ImageStore images;
    private final Quotas quotas;
    private final Time time;
    private final Conductor conductor;

    VolumesResource(String root, CloudState cloud, Conductor conductor) {
        this.root = root;
        this.volumes = cloud.volumes();
        this.images = cloud.images();
        this.quotas = cloud.quotas();
        this.time = cloud.time();
        this.conductor = conductor;
    }

    Reply answer(Request request, Token token, SimulatedProject project, List<String> path) {
        if (path.isEmpty()) {
            return request.is("POST") ? create(request, token, project) : list(request, token, project, false);
        }
        return switch (path.getFirst()) {
            case "detail" -> list(request, token, project, true);
            case "summary" -> list(request, token, project, false);
            default -> one(request, token, project, path.getFirst());
        };
    }

    private Reply list(Request request, Token token, SimulatedProject project, boolean detail) {
        Query query = request.query();
        boolean everywhere = query.first("all_tenants").map(a -> !a.equals("0")).orElse(false) && token.may(Role.ADMIN);
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("volumes");
        volumes.all(everywhere ? null : project).stream()
                .filter(v -> query.first("status").map(v.status()::equals).orElse(true))
                .filter(v -> query.first("name").map(v.name()::equals).orElse(true))
                .forEach(v -> list.add(detail ? detail(v, token) : brief(v)));
        return Reply.ok(document);
    }

    private Reply one(Request request, Token token, SimulatedProject project, String id) {
        SimulatedVolume volume = volumes.find(token.may(Role.ADMIN) ? null : project, id)
                .orElseThrow(() -> Refusal.notFound("Volume " + id + " could not be found."));
        if (request.is("DELETE")) {
            if (!List.of("available", "error").contains(volume.status())) {
                throw Refusal.badRequest(
                        "Invalid volume: Volume status must be available or error or error_restoring or"
                                + " error_extending or error_managing and must not be migrating, attached, belong to a group,"
                                + " have snapshots, awaiting a transfer, or be disassociated from snapshots after volume"
                                + " transfer.");
            }
            volumes.remove(id);
            return Reply.empty(202);
        }
        ObjectNode document = Json.object();
        document.set("volume", detail(volume, token));
        return Reply.ok(document);
    }

    private Reply create(Request request, Token token, SimulatedProject project) {
        JsonNode wanted = request.json()
                .orElseThrow(() -> Refusal.badRequest("Malformed request body"))
                .path("volume");
        SIZE.check(Json.object().set("size", wanted.path("size")));
        int size = wanted.path("size").asInt(0);
        List<SimulatedVolume> own = volumes.all(project);
        int most = quotas.limit(project, "volumes");
        if (most >= 0 && own.size() >= most) {
            throw new Refusal(
                    413,
                    "VolumeLimitExceeded: Maximum number of volumes allowed (%d) exceeded for quota 'volumes'."
                            .formatted(most));
        }
        SimulatedVolume volume = new SimulatedVolume(
                UUID.randomUUID().toString(),
                wanted.path("name").asString(""),
                wanted.path("description").isString()
                        ? wanted.path("description").asString()
                        : null,
                project,
                token.user().id(),
                size,
                "creating",
                images.find(wanted.path("imageRef").asString(""), token).orElse(null),
                time.now(),
                time.now(),
                null);
        volumes.add(volume);
        conductor.later(CREATING, () -> volumes.change(volume.id(), v -> v.become("available", time.now())));
        ObjectNode document = Json.object();
        ObjectNode node = detail(volume, token).putNull("updated_at");
        node.remove("os-vol-tenant-attr:tenant_id");
        document.set("volume", node);
        return Reply.json(202, document);
    }

    private ObjectNode brief(SimulatedVolume volume) {
        ObjectNode node = Json.object().put("id", volume.id()).put("name", volume.name());
        node.putArray("links")
                .add(Json.link("self", root + "/volume/v3/" + volume.project().id() + "/volumes/" + volume.id()));
        return node;
    }

    private ObjectNode detail(SimulatedVolume volume, Token token) {
        ObjectNode node = brief(volume)
                .put("status", volume.status())
                .put("size", volume.size())
                .put("availability_zone", "nova")
                .put("created_at", Stamps.micros(volume.created()))
                .put("updated_at", Stamps.micros(volume.updated()))
                .put("description", volume.description())
                .put("volume_type", "simulated")
                .putNull("snapshot_id")
                .putNull("source_volid");
        node.putObject("metadata");
        node.put("user_id", volume.userId())
                .put("bootable", String.valueOf(volume.bootable()))
                .put("encrypted", false)
                .putNull("replication_status")
                .putNull("consistencygroup_id")
                .put("multiattach", false);
        ArrayNode attachments = node.putArray("attachments");
        SimulatedVolume.Use use = volume.use();
        if (use != null && use.attached()) {
            attachments.add(attachment(volume, use, token));
        }
        SimulatedImage image = volume.image();
        if (image != null) {
            node.putObject("volume_image_metadata").put("image_id", image.id()).put("image_name", image.name());
        }
        return node.put("os-vol-tenant-attr:tenant_id", volume.project().id());
    }

    private static ObjectNode attachment(SimulatedVolume volume, SimulatedVolume.Use use, Token token) {
        return Json.object()
                .put("id", volume.id())
                .put("attachment_id", use.attachment().id())
                .put("volume_id", volume.id())
                .put("server_id", use.server().id())
                .put("host_name", token.may(Role.ADMIN) ? use.server().build().host() : null)
                .put("device", use.attachment().device())
                .put("attached_at", Stamps.micros(use.since()));
    }
}
