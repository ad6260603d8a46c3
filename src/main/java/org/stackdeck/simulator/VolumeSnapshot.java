package org.stackdeck.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Snapshot of a volume.
 *
 * @param size GiB
 * @param image image of the volume, or null
 */
record VolumeSnapshot(
        String id,
        String name,
        String volumeId,
        SimulatedProject project,
        int size,
        @Nullable SimulatedImage image,
        Instant created) {}
