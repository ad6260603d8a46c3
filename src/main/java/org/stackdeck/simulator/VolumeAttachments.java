package org.stackdeck.simulator;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /servers/{id}/os-volume_attachments}. */
final class VolumeAttachments {

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
    private static final Schema CREATE =
            Schema.within("volumeAttachment", """
            {"type": "object",
             "properties": {"volumeId": {"type": "string", "format": "uuid"}, "device": %s, "tag": %s,
                            "delete_on_termination": %s},
             "required": ["volumeId"], "additionalProperties": false}""".formatted(DEVICE, CommonSchemas.TAG, BOOLEAN));
    private static final Schema UPDATE =
            Schema.within("volumeAttachment", """
            {"type": "object",
             "properties": {"volumeId": {"type": "string", "format": "uuid"}, "device": %s, "tag": %s,
                            "delete_on_termination": %s, "serverId": {"type": "string"}, "id": {"type": "string"}},
             "required": ["volumeId"], "additionalProperties": false}""".formatted(DEVICE, CommonSchemas.TAG, BOOLEAN));

    private final VolumeStore volumes;
    private final VolumeTasks tasks;

    VolumeAttachments(ServerTasks tasks, VolumeStore volumes) {
        this.volumes = volumes;
        this.tasks = new VolumeTasks(tasks, volumes);
    }

    Reply answer(NovaCall call, Supplier<SimulatedServer> found, List<String> path) {
        String method = call.request().method();
        if (path.isEmpty()) {
            return method.equals("POST") ? attach(call, found) : list(call, found.get());
        }
        return switch (method) {
            case "PUT" -> update(call, found, path.getFirst());
            case "DELETE" -> detach(call, found.get(), path.getFirst());
            default -> show(call, found.get(), path.getFirst());
        };
    }

    private static Reply list(NovaCall call, SimulatedServer server) {
        call.permit(Role.READER, "os-volumes-attachments:index");
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("volumeAttachments");
        server.devices().volumes().forEach(v -> list.add(view(call, server, v)));
        return Reply.ok(document);
    }

    private static Reply show(NovaCall call, SimulatedServer server, String volumeId) {
        call.permit(Role.READER, "os-volumes-attachments:show");
        ObjectNode document = Json.object();
        document.set("volumeAttachment", view(call, server, attachment(server, volumeId)));
        return Reply.ok(document);
    }

    private Reply attach(NovaCall call, Supplier<SimulatedServer> found) {
        CREATE.check(call.body());
        SimulatedServer server = found.get();
        call.permit(Role.MEMBER, "os-volumes-attachments:create");
        JsonNode said = call.body().path("volumeAttachment");
        VolumeAttachment attachment;
        synchronized (server) {
            ServerTasks.checkLock(call, server);
            ServerTasks.checkState(server, "attach_volume", READY);
            SimulatedVolume volume = volume(call, said.path("volumeId").asString(""));
            checkFree(call, volume);
            attachment = new VolumeAttachment(
                    volume.id(),
                    device(server, said.path("device")),
                    isTrue(said.path("delete_on_termination")),
                    said.path("tag").isString() ? said.path("tag").asString() : null);
            tasks.attach(call, server, attachment);
        }
        ObjectNode document = Json.object();
        ObjectNode node = document.putObject("volumeAttachment")
                .put("id", attachment.volumeId())
                .put("serverId", server.id())
                .put("volumeId", attachment.volumeId())
                .put("device", attachment.device());
        additions(call, node, attachment);
        return Reply.ok(document);
    }

    private SimulatedVolume volume(NovaCall call, String id) {
        return volumes.find(call.admin() ? null : call.project(), id)
                .orElseThrow(() -> Refusal.notFound("Volume " + id + " could not be found."));
    }

    private static void checkFree(NovaCall call, SimulatedVolume volume) {
        SimulatedVolume.Use use = volume.use();
        if (use != null) {
            throw Refusal.badRequest("Invalid volume: volume %s is already attached to instances: %s"
                    .formatted(volume.id(), use.server().id()));
        }
        if (!volume.status().equals("available")) {
            throw Refusal.badRequest(cinder(
                    call,
                    "Invalid volume: Volume %s status must be available or in-use or downloading to reserve, but the"
                            + " current status is %s.",
                    volume));
        }
    }

    private static String cinder(NovaCall call, String words, SimulatedVolume volume) {
        return "Invalid input received: " + words.formatted(volume.id(), volume.status()) + " (HTTP 400) (Request-ID: "
                + call.request().requestId() + ")";
    }

    private Reply detach(NovaCall call, SimulatedServer server, String volumeId) {
        call.permit(Role.MEMBER, "os-volumes-attachments:delete");
        SimulatedVolume volume = volume(call, volumeId);
        VolumeAttachment attachment = attachment(server, volumeId);
        if (isRoot(server, attachment)) {
            throw Refusal.badRequest("Cannot detach a root device volume");
        }
        synchronized (server) {
            ServerTasks.checkLock(call, server);
            ServerTasks.checkState(server, "detach_volume", READY);
            if (!volume.status().equals("in-use")) {
                throw Refusal.badRequest("Invalid volume: "
                        + cinder(
                                call,
                                "Invalid volume: Unable to detach volume. Volume status must be 'in-use' and"
                                        + " attach_status must be 'attached' to detach.",
                                volume));
            }
            tasks.detach(call, server, attachment);
        }
        return Reply.empty(202);
    }

    private static Reply update(NovaCall call, Supplier<SimulatedServer> found, String volumeId) {
        UPDATE.check(call.body());
        SimulatedServer server = found.get();
        JsonNode said = call.body().path("volumeAttachment");
        boolean swaps = !call.version().atLeast(85)
                || !said.path("volumeId").asString("").equals(volumeId);
        call.permit(swaps ? Role.ADMIN : Role.MEMBER, "os-volumes-attachments:" + (swaps ? "swap" : "update"));
        attachment(server, volumeId);
        if (said.has("delete_on_termination")) {
            boolean wanted = isTrue(said.path("delete_on_termination"));
            server.devices().changeVolumes(v -> v.volumeId().equals(volumeId) ? v.deletedOnTermination(wanted) : v);
        }
        return Reply.empty(202);
    }

    private static boolean isRoot(SimulatedServer server, VolumeAttachment attachment) {
        return server.build().image() == null
                && server.devices().volumes().getFirst().equals(attachment);
    }

    private static VolumeAttachment attachment(SimulatedServer server, String volumeId) {
        return server.devices().volumes().stream()
                .filter(v -> v.volumeId().equals(volumeId))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.notFound("Instance %s is not attached to volume %s".formatted(server.id(), volumeId)));
    }

    /** The requested device, or the next free one. */
    private static String device(SimulatedServer server, JsonNode wanted) {
        if (wanted.isString()) {
            return wanted.asString();
        }
        List<String> taken = server.devices().volumes().stream()
                .map(VolumeAttachment::device)
                .toList();
        int first = server.build().image() == null ? 'a' : 'b';
        return IntStream.rangeClosed(first, 'z')
                .mapToObj(letter -> "/dev/vd" + (char) letter)
                .filter(device -> !taken.contains(device))
                .findFirst()
                .orElse("/dev/vdz");
    }

    private static boolean isTrue(JsonNode said) {
        return said.asString("").toLowerCase(Locale.ROOT).matches("true|1|on|yes");
    }

    private static ObjectNode view(NovaCall call, SimulatedServer server, VolumeAttachment attachment) {
        ObjectNode node = Json.object();
        if (!call.version().atLeast(89)) {
            node.put("id", attachment.volumeId());
        }
        node.put("volumeId", attachment.volumeId()).put("serverId", server.id()).put("device", attachment.device());
        additions(call, node, attachment);
        if (call.version().atLeast(89)) {
            node.put("attachment_id", attachment.id()).put("bdm_uuid", attachment.bdmId());
        }
        return node;
    }

    private static void additions(NovaCall call, ObjectNode node, VolumeAttachment attachment) {
        if (call.version().atLeast(70)) {
            node.put("tag", attachment.tag());
        }
        if (call.version().atLeast(79)) {
            node.put("delete_on_termination", attachment.deleteOnTermination());
        }
    }
}
