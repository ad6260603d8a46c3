package org.stackdeck.simulator.nova.create;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.SimulatedImage;
import org.stackdeck.simulator.model.SimulatedVolume;
import org.stackdeck.simulator.model.VolumeSnapshot;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.state.CloudState;
import org.stackdeck.simulator.state.ImageStore;
import org.stackdeck.simulator.state.VolumeSnapshotStore;
import org.stackdeck.simulator.state.VolumeStore;
import tools.jackson.databind.JsonNode;

/** Parses {@code block_device_mapping_v2}. */
final class BlockDeviceMappingParser {

    private final VolumeStore volumes;
    private final VolumeSnapshotStore store;
    private final ImageStore images;

    BlockDeviceMappingParser(CloudState cloud) {
        this.volumes = cloud.volumes();
        this.store = cloud.snapshots();
        this.images = cloud.images();
    }

    /**
     * Returns the requested volumes, without local disks. Rejects invalid mappings with status 400.
     *
     * @param image image in the request, or null
     * @param servers maximum number of servers to create
     */
    List<NewServerPlan.DiskPlan> parse(
            NovaRequest novaRequest, JsonNode mapping, @Nullable SimulatedImage image, int servers) {
        List<Integer> bootIndexes = new ArrayList<>();
        for (JsonNode node : mapping) {
            int index = node.path("boot_index").asInt(-1);
            if (index >= 0) {
                bootIndexes.add(index);
            }
            checkForm(node, source(node), image != null, index);
        }
        if (!mapping.isEmpty()) {
            checkSequence(bootIndexes.stream().sorted().toList());
        }
        if (servers > 1 && mapping.valueStream().anyMatch(node -> source(node).equals("volume"))) {
            throw ApiException.badRequest("Cannot attach one or more volumes to multiple instances");
        }
        return mapping.valueStream()
                .filter(node -> !node.path("destination_type").asString("").equals("local"))
                .map(node -> disk(
                        novaRequest, node, source(node), node.path("boot_index").asInt(-1)))
                .toList();
    }

    private static String source(JsonNode node) {
        return node.path("source_type").asString("");
    }

    /**
     * Requires consecutive indexes from 0. The image of the request is a boot device only if the mapping contains it.
     */
    private static void checkSequence(List<Integer> indexes) {
        if (indexes.isEmpty() || IntStream.range(0, indexes.size()).anyMatch(i -> indexes.get(i) != i)) {
            throw ApiException.badRequest(
                    "Block Device Mapping is Invalid: Boot sequence for the instance and image/block"
                            + " device mapping combination is not valid.");
        }
    }

    private static void checkForm(JsonNode node, String source, boolean fromImage, int index) {
        boolean given = node.has("uuid");
        String wrong = null;
        if (source.equals("blank") && given) {
            wrong = "Invalid device UUID.";
        } else if (!source.equals("blank") && !given) {
            wrong = "Missing device UUID.";
        } else if (source.equals("image")
                && node.path("destination_type").asString("").equals("local")
                && !(fromImage && index == 0)) {
            wrong = "Mapping image to local is not supported.";
        }
        if (wrong != null) {
            throw ApiException.badRequest("Block Device Mapping is Invalid: " + wrong);
        }
    }

    private NewServerPlan.DiskPlan disk(NovaRequest novaRequest, JsonNode node, String source, int index) {
        String id = node.path("uuid").asString("");
        int size = node.path("volume_size").asInt(0);
        boolean goes = node.path("delete_on_termination").asString("").equalsIgnoreCase("true");
        String tag = node.path("tag").isString() ? node.path("tag").asString() : null;
        boolean root = index == 0;
        return switch (source) {
            case "volume" -> {
                SimulatedVolume volume = volumes.find(novaRequest.project(), id)
                        .orElseThrow(() -> ApiException.badRequest(
                                "Block Device Mapping is Invalid: failed to get volume %s.".formatted(id)));
                if (root && !volume.settings().bootable()) {
                    throw ApiException.badRequest("Block Device %s is not bootable.".formatted(id));
                }
                if (!volume.status().equals("available")) {
                    throw ApiException.badRequest(
                            ("Invalid volume: Invalid input received: Invalid volume: Volume %s status must be available"
                                            + " or in-use or downloading to reserve, but the current status is %s. (HTTP"
                                            + " 400) (Request-ID: %s)")
                                    .formatted(
                                            id,
                                            volume.status(),
                                            novaRequest.request().requestId()));
                }
                yield new NewServerPlan.DiskPlan(id, volume.size(), volume.image(), root, goes, tag);
            }
            case "image" -> {
                SimulatedImage image = images.find(id, novaRequest.token())
                        .orElseThrow(() -> ApiException.badRequest(
                                "Block Device Mapping is Invalid: failed to get image %s.".formatted(id)));
                if (size == 0) {
                    throw ApiException.badRequest(
                            "Images with destination_type 'volume' need to have a non-zero size specified");
                }
                if (image.minDisk() > size) {
                    throw ApiException.badRequest(
                            ("Volume is smaller than the minimum size specified in image metadata."
                                            + " Volume size is %d bytes, minimum size is %d bytes.")
                                    .formatted((long) size << 30, (long) image.minDisk() << 30));
                }
                yield new NewServerPlan.DiskPlan(null, size, image, root, goes, tag);
            }
            case "snapshot" -> {
                SimulatedProject project = novaRequest.project();
                VolumeSnapshot snapshot = (project == null ? Optional.<VolumeSnapshot>empty() : store.find(project, id))
                        .orElseThrow(() -> ApiException.badRequest(
                                "Block Device Mapping is Invalid: failed to get snapshot %s.".formatted(id)));
                yield new NewServerPlan.DiskPlan(
                        null, Math.max(size, snapshot.size()), snapshot.image(), root, goes, tag);
            }
            default -> {
                if (size == 0) {
                    throw ApiException.badRequest(
                            "Blank volumes (source: 'blank', dest: 'volume') need to have non-zero size");
                }
                yield new NewServerPlan.DiskPlan(null, size, null, root, goes, tag);
            }
        };
    }
}
