package org.stackdeck.simulator.glance;

import java.util.List;
import org.stackdeck.simulator.keystone.KeystoneAccounts;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.SimulatedImage;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.StableIds;
import org.stackdeck.simulator.support.Timestamps;
import tools.jackson.databind.node.ObjectNode;

/** Glance's JSON representation of images. */
final class ImageDocuments {

    private ImageDocuments() {}

    static ObjectNode of(SimulatedImage image) {
        boolean active = List.of("active", "deactivated").contains(image.status());
        SimulatedProject owner = image.owner();
        SimulatedImage.UploadedFile upload = image.upload();
        ObjectNode node = Json.object();
        image.properties().forEach(node::put);
        if (active && image.properties().containsKey("image_type")) {
            node.put("image_state", "available");
        }
        String digest = StableIds.plain("digest", image.id());
        String format = active ? owner == null ? "qcow2" : "raw" : null;
        String container = active ? "bare" : null;
        String checksum = active ? digest : null;
        node.put("name", image.name())
                .put("disk_format", upload == null ? format : upload.diskFormat())
                .put("container_format", upload == null ? container : upload.containerFormat())
                .put("visibility", image.visibility())
                .put("size", image.size())
                .put("virtual_size", image.size())
                .put("status", image.status())
                .put("checksum", upload == null ? checksum : upload.checksum())
                .put("protected", image.isProtected())
                .put("min_ram", image.minRam())
                .put("min_disk", image.minDisk())
                .put("owner", (owner == null ? KeystoneAccounts.ADMIN : owner).id())
                .put("os_hidden", false)
                .put("os_hash_algo", active ? "sha512" : null)
                .put("os_hash_value", active && upload != null ? upload.hash() : active ? digest.repeat(4) : null)
                .put("id", image.id())
                .put("created_at", Timestamps.seconds(image.created()))
                .put("updated_at", Timestamps.seconds(image.updated()));
        node.set("tags", Json.array(image.attributes().tags()));
        node.put("self", "/v2/images/" + image.id())
                .put("file", "/v2/images/" + image.id() + "/file")
                .put("schema", "/v2/schemas/image");
        if (active) {
            node.put("stores", "fs");
        }
        return node;
    }
}
