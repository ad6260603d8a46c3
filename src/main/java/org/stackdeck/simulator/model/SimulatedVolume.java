package org.stackdeck.simulator.model;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.SimulatedProject;

/**
 * Volume of the simulated Cinder.
 *
 * @param status Cinder's status, such as creating, available, attaching, in-use or error
 * @param image image from which the volume or its source was created; null for none
 * @param snapshotId snapshot from which the volume was created; null for none
 * @param sourceVolumeId volume from which the volume was created; null for none
 * @param use server that uses the volume; null for none
 */
public record SimulatedVolume(
        String id,
        VolumeSettings settings,
        SimulatedProject project,
        String userId,
        String status,
        @Nullable SimulatedImage image,
        @Nullable String snapshotId,
        @Nullable String sourceVolumeId,
        Instant created,
        Instant updated,
        @Nullable AttachmentState use) {

    /** Creates a volume from an image, or an empty volume if {@code image} is null. */
    public SimulatedVolume(
            String id,
            String name,
            SimulatedProject project,
            String userId,
            int size,
            String status,
            @Nullable SimulatedImage image,
            Instant created,
            @Nullable AttachmentState use) {
        this(
                id,
                new VolumeSettings(
                        name, "", size, SimulatedVolumeType.DEFAULT.name(), image != null, false, Map.of(), Map.of()),
                project,
                userId,
                status,
                image,
                null,
                null,
                created,
                created,
                use);
    }

    /** @param attached false until the volume is attached, for instance while the volume is reserved */
    public record AttachmentState(
            SimulatedServer server, VolumeAttachment attachment, Instant since, boolean attached) {}

    public String name() {
        return settings.name();
    }

    /** Returns the size in GiB. */
    public int size() {
        return settings.size();
    }

    /**
     * Returns Cinder's {@code volume_image_metadata}, sorted by key: the image's ID, name and properties, and entries
     * that users have set.
     */
    public Map<String, String> imageMetadata() {
        Map<String, String> metadata = new TreeMap<>();
        if (image != null) {
            metadata.putAll(image.properties());
            metadata.put("image_id", image.id());
            metadata.put("image_name", image.name());
        }
        metadata.putAll(settings.imageMetadata());
        return metadata;
    }

    public SimulatedVolume withSettings(UnaryOperator<VolumeSettings> change, Instant now) {
        return with(change.apply(settings), status, use, now);
    }

    public SimulatedVolume withStatus(String newStatus, Instant now) {
        return withStatus(newStatus, use, now);
    }

    public SimulatedVolume withStatus(String newStatus, @Nullable AttachmentState newUse, Instant now) {
        return with(settings, newStatus, newUse, now);
    }

    /** Returns the volume after the user has accepted its transfer to another project. */
    public SimulatedVolume withProject(SimulatedProject other, String newUserId) {
        return new SimulatedVolume(
                id, settings, other, newUserId, status, image, snapshotId, sourceVolumeId, created, updated, use);
    }

    private SimulatedVolume with(
            VolumeSettings newSettings, String newStatus, @Nullable AttachmentState newUse, Instant now) {
        return new SimulatedVolume(
                id, newSettings, project, userId, newStatus, image, snapshotId, sourceVolumeId, created, now, newUse);
    }
}
