package org.stackdeck.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a volume.
 *
 * @param size GiB
 * @param image what the volume boots, or null
 */
record VolumeSnapshot(
        String id,
        String name,
        String volumeId,
        SimulatedProject project,
        int size,
        @Nullable SimulatedImage image,
        Instant created) {}
