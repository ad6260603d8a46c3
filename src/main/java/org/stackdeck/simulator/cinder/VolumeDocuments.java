package org.stackdeck.simulator.cinder;

import java.util.Map;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.model.SimulatedVolume;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.Timestamps;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Cinder's JSON representation of volumes. */
final class VolumeDocuments {

    /** The only availability zone. */
    static final String ZONE = "nova";

    /** First microversion in which volumes contain their group. */
    private static final int GROUP_VERSION = 13;

    private final String root;

    VolumeDocuments(String root) {
        this.root = root;
    }

    ObjectNode brief(SimulatedVolume volume) {
        ObjectNode node = Json.object().put("id", volume.id()).put("name", volume.name());
        node.putArray("links")
                .add(Json.link("self", root + "/volume/v3/" + volume.project().id() + "/volumes/" + volume.id()));
        return node;
    }

    ObjectNode detail(SimulatedVolume volume, Token token, ApiRequest apiRequest) {
        ObjectNode node = brief(volume)
                .put("status", volume.status())
                .put("size", volume.size())
                .put("availability_zone", ZONE)
                .put("created_at", Timestamps.micros(volume.created()))
                .put("updated_at", Timestamps.micros(volume.updated()))
                .put("description", volume.settings().description())
                .put("volume_type", volume.settings().type())
                .put("snapshot_id", volume.snapshotId())
                .put("source_volid", volume.sourceVolumeId());
        ObjectNode metadata = node.putObject("metadata");
        volume.settings().metadata().forEach(metadata::put);
        if (volume.settings().readOnly()) {
            metadata.put("readonly", "True");
        }
        node.put("user_id", volume.userId())
                .put("bootable", String.valueOf(volume.settings().bootable()))
                .put("encrypted", false)
                .putNull("replication_status")
                .putNull("consistencygroup_id")
                .put("multiattach", false);
        ArrayNode attachments = node.putArray("attachments");
        SimulatedVolume.AttachmentState attachmentState = volume.use();
        if (attachmentState != null && attachmentState.attached()) {
            metadata.put("attached_mode", "rw");
            attachments.add(attachment(volume, attachmentState, token));
        }
        Map<String, String> imageMetadata = volume.imageMetadata();
        if (!imageMetadata.isEmpty()) {
            ObjectNode copied = node.putObject("volume_image_metadata");
            imageMetadata.forEach(copied::put);
        }
        if (Microversion.minor(apiRequest) >= GROUP_VERSION) {
            node.putNull("group_id");
        }
        return node.put("os-vol-tenant-attr:tenant_id", volume.project().id());
    }

    private static ObjectNode attachment(
            SimulatedVolume volume, SimulatedVolume.AttachmentState attachmentState, Token token) {
        return Json.object()
                .put("id", volume.id())
                .put("attachment_id", attachmentState.attachment().id())
                .put("volume_id", volume.id())
                .put("server_id", attachmentState.server().id())
                .put(
                        "host_name",
                        token.hasRole(Role.ADMIN)
                                ? attachmentState.server().configuration().host()
                                : null)
                .put("device", attachmentState.attachment().device())
                .put("attached_at", Timestamps.micros(attachmentState.since()));
    }
}
