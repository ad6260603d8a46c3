package org.stackdeck.simulator.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.SimulatedProject;

/**
 * Snapshot of a volume.
 *
 * @param size GiB
 * @param image image of the volume, or null
 */
public record VolumeSnapshot(
        String id,
        String name,
        String description,
        String volumeId,
        SimulatedProject project,
        int size,
        @Nullable SimulatedImage image,
        Instant created) {

    public VolumeSnapshot withText(String newName, String newDescription) {
        return new VolumeSnapshot(id, newName, newDescription, volumeId, project, size, image, created);
    }
}
