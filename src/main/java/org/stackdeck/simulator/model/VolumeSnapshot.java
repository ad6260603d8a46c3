package org.stackdeck.simulator.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.SimulatedProject;

/**
 * Snapshot of a volume.
 *
 * @param description null for none
 * @param size in GiB
 * @param image image of the volume; null for none
 * @param imageMetadata copy of the volume's image metadata without the properties of its image; empty if the volume was
 *     not bootable
 * @param metadata set by users
 */
public record VolumeSnapshot(
        String id,
        String name,
        @Nullable String description,
        String volumeId,
        SimulatedProject project,
        int size,
        @Nullable SimulatedImage image,
        Map<String, String> imageMetadata,
        Map<String, String> metadata,
        Instant created) {

    public VolumeSnapshot {
        imageMetadata = Map.copyOf(imageMetadata);
        metadata = Map.copyOf(metadata);
    }

    public VolumeSnapshot withText(String newName, @Nullable String newDescription) {
        return new VolumeSnapshot(
                id, newName, newDescription, volumeId, project, size, image, imageMetadata, metadata, created);
    }

    public VolumeSnapshot withProject(SimulatedProject other) {
        return new VolumeSnapshot(
                id, name, description, volumeId, other, size, image, imageMetadata, metadata, created);
    }

    public VolumeSnapshot withMetadata(Map<String, String> newMetadata) {
        return new VolumeSnapshot(
                id, name, description, volumeId, project, size, image, imageMetadata, newMetadata, created);
    }
}
