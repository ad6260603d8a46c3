package org.stackdeck.simulator.nova.servers;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.model.SimulatedVolume;
import org.stackdeck.simulator.model.VmState;
import org.stackdeck.simulator.model.VolumeAttachment;
import org.stackdeck.simulator.nova.request.CommonSchemas;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.nova.tasks.ServerActionStarter;
import org.stackdeck.simulator.nova.tasks.VolumeAttacher;
import org.stackdeck.simulator.schema.JsonSchema;
import org.stackdeck.simulator.state.VolumeStore;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Nova's {@code /servers/{id}/os-volume_attachments}. */
public final class VolumeAttachmentsResource {

    private static final VmState[] READY = {
        VmState.ACTIVE,
        VmState.PAUSED,
        VmState.STOPPED,
        VmState.RESIZED,
        VmState.SOFT_DELETED,
        VmState.SHELVED,
        VmState.SHELVED_OFFLOADED
    };
    private static final String DEVICE = """
            {"type": ["string", "null"], "pattern": "(^/dev/x{0,1}[a-z]{0,1}d{0,1})([a-z]+)[0-9]*$"}""";
    private static final String BOOLEAN = """
            {"type": ["boolean", "string"]}""";
    private static final JsonSchema CREATE =
            JsonSchema.within("volumeAttachment", """
            {"type": "object",
             "properties": {"volumeId": {"type": "string", "format": "uuid"}, "device": %s, "tag": %s,
                            "delete_on_termination": %s},
             "required": ["volumeId"], "additionalProperties": false}""".formatted(DEVICE, CommonSchemas.TAG, BOOLEAN));
    private static final JsonSchema UPDATE =
            JsonSchema.within("volumeAttachment", """
            {"type": "object",
             "properties": {"volumeId": {"type": "string", "format": "uuid"}, "device": %s, "tag": %s,
                            "delete_on_termination": %s, "serverId": {"type": "string"}, "id": {"type": "string"}},
             "required": ["volumeId"], "additionalProperties": false}""".formatted(DEVICE, CommonSchemas.TAG, BOOLEAN));

    private final VolumeStore volumes;
    private final VolumeAttacher attacher;

    public VolumeAttachmentsResource(ServerActionStarter starter, VolumeStore volumes) {
        this.volumes = volumes;
        this.attacher = new VolumeAttacher(starter, volumes);
    }

    public ApiResponse handle(NovaRequest novaRequest, Supplier<SimulatedServer> found, List<String> path) {
        String method = novaRequest.request().method();
        if (path.isEmpty()) {
            return method.equals("POST") ? attach(novaRequest, found) : list(novaRequest, found.get());
        }
        return switch (method) {
            case "PUT" -> update(novaRequest, found, path.getFirst());
            case "DELETE" -> detach(novaRequest, found.get(), path.getFirst());
            default -> show(novaRequest, found.get(), path.getFirst());
        };
    }

    private static ApiResponse list(NovaRequest novaRequest, SimulatedServer server) {
        novaRequest.requireRole(Role.READER, "os-volumes-attachments:index");
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("volumeAttachments");
        server.devices().volumes().forEach(v -> list.add(view(novaRequest, server, v)));
        return ApiResponse.ok(document);
    }

    private static ApiResponse show(NovaRequest novaRequest, SimulatedServer server, String volumeId) {
        novaRequest.requireRole(Role.READER, "os-volumes-attachments:show");
        return ApiResponse.ok(
                Json.object().set("volumeAttachment", view(novaRequest, server, attachment(server, volumeId))));
    }

    private ApiResponse attach(NovaRequest novaRequest, Supplier<SimulatedServer> found) {
        CREATE.check(novaRequest.body());
        SimulatedServer server = found.get();
        novaRequest.requireRole(Role.MEMBER, "os-volumes-attachments:create");
        JsonNode given = novaRequest.body().path("volumeAttachment");
        VolumeAttachment attachment;
        synchronized (server) {
            ServerActionStarter.checkLock(novaRequest, server);
            ServerActionStarter.checkState(server, "attach_volume", READY);
            SimulatedVolume volume = volume(novaRequest, given.path("volumeId").asString(""));
            checkFree(novaRequest, volume);
            attachment = new VolumeAttachment(
                    volume.id(),
                    device(server, given.path("device")),
                    isTrue(given.path("delete_on_termination")),
                    given.path("tag").isString() ? given.path("tag").asString() : null);
            attacher.attach(novaRequest, server, attachment);
        }
        ObjectNode document = Json.object();
        ObjectNode node = document.putObject("volumeAttachment")
                .put("id", attachment.volumeId())
                .put("serverId", server.id())
                .put("volumeId", attachment.volumeId())
                .put("device", attachment.device());
        additions(novaRequest, node, attachment);
        return ApiResponse.ok(document);
    }

    private SimulatedVolume volume(NovaRequest novaRequest, String id) {
        return volumes.require(novaRequest.isAdmin() ? null : novaRequest.project(), id);
    }

    private static void checkFree(NovaRequest novaRequest, SimulatedVolume volume) {
        SimulatedVolume.AttachmentState attachmentState = volume.use();
        if (attachmentState != null) {
            throw ApiException.badRequest("Invalid volume: volume %s is already attached to instances: %s"
                    .formatted(volume.id(), attachmentState.server().id()));
        }
        if (!volume.status().equals("available")) {
            throw ApiException.badRequest(cinder(
                    novaRequest,
                    "Invalid volume: Volume %s status must be available or in-use or downloading to reserve, but the"
                            + " current status is %s.",
                    volume));
        }
    }

    private static String cinder(NovaRequest novaRequest, String text, SimulatedVolume volume) {
        return "Invalid input received: " + text.formatted(volume.id(), volume.status()) + " (HTTP 400) (Request-ID: "
                + novaRequest.request().requestId() + ")";
    }

    private ApiResponse detach(NovaRequest novaRequest, SimulatedServer server, String volumeId) {
        novaRequest.requireRole(Role.MEMBER, "os-volumes-attachments:delete");
        SimulatedVolume volume = volume(novaRequest, volumeId);
        VolumeAttachment attachment = attachment(server, volumeId);
        if (isRoot(server, attachment)) {
            throw ApiException.badRequest("Cannot detach a root device volume");
        }
        synchronized (server) {
            ServerActionStarter.checkLock(novaRequest, server);
            ServerActionStarter.checkState(server, "detach_volume", READY);
            if (!volume.status().equals("in-use")) {
                throw ApiException.badRequest("Invalid volume: "
                        + cinder(
                                novaRequest,
                                "Invalid volume: Unable to detach volume. Volume status must be 'in-use' and"
                                        + " attach_status must be 'attached' to detach.",
                                volume));
            }
            attacher.detach(novaRequest, server, attachment);
        }
        return ApiResponse.empty(202);
    }

    private static ApiResponse update(NovaRequest novaRequest, Supplier<SimulatedServer> found, String volumeId) {
        UPDATE.check(novaRequest.body());
        SimulatedServer server = found.get();
        JsonNode given = novaRequest.body().path("volumeAttachment");
        boolean swaps = !novaRequest.version().atLeast(85)
                || !given.path("volumeId").asString("").equals(volumeId);
        novaRequest.requireRole(
                swaps ? Role.ADMIN : Role.MEMBER, "os-volumes-attachments:" + (swaps ? "swap" : "update"));
        attachment(server, volumeId);
        if (given.has("delete_on_termination")) {
            boolean wanted = isTrue(given.path("delete_on_termination"));
            server.devices().changeVolumes(v -> v.volumeId().equals(volumeId) ? v.deletedOnTermination(wanted) : v);
        }
        return ApiResponse.empty(202);
    }

    private static boolean isRoot(SimulatedServer server, VolumeAttachment attachment) {
        return server.configuration().image() == null
                && server.devices().volumes().getFirst().equals(attachment);
    }

    private static VolumeAttachment attachment(SimulatedServer server, String volumeId) {
        return server.devices().volumes().stream()
                .filter(v -> v.volumeId().equals(volumeId))
                .findFirst()
                .orElseThrow(() -> ApiException.notFound(
                        "Instance %s is not attached to volume %s".formatted(server.id(), volumeId)));
    }

    /** Returns the requested device, or the next free device. */
    private static String device(SimulatedServer server, JsonNode wanted) {
        if (wanted.isString()) {
            return wanted.asString();
        }
        List<String> taken = server.devices().volumes().stream()
                .map(VolumeAttachment::device)
                .toList();
        int first = server.configuration().image() == null ? 'a' : 'b';
        return IntStream.rangeClosed(first, 'z')
                .mapToObj(letter -> "/dev/vd" + (char) letter)
                .filter(device -> !taken.contains(device))
                .findFirst()
                .orElse("/dev/vdz");
    }

    private static boolean isTrue(JsonNode given) {
        return given.asString("").toLowerCase(Locale.ROOT).matches("true|1|on|yes");
    }

    private static ObjectNode view(NovaRequest novaRequest, SimulatedServer server, VolumeAttachment attachment) {
        ObjectNode node = Json.object();
        if (!novaRequest.version().atLeast(89)) {
            node.put("id", attachment.volumeId());
        }
        node.put("volumeId", attachment.volumeId()).put("serverId", server.id()).put("device", attachment.device());
        additions(novaRequest, node, attachment);
        if (novaRequest.version().atLeast(89)) {
            node.put("attachment_id", attachment.id()).put("bdm_uuid", attachment.bdmId());
        }
        return node;
    }

    private static void additions(NovaRequest novaRequest, ObjectNode node, VolumeAttachment attachment) {
        if (novaRequest.version().atLeast(70)) {
            node.put("tag", attachment.tag());
        }
        if (novaRequest.version().atLeast(79)) {
            node.put("delete_on_termination", attachment.deleteOnTermination());
        }
    }
}
