package org.stackdeck.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Volume.
 *
 * @param size GiB
 * @param status Cinder's status: creating, available, reserved, attaching, in-use, detaching, error
 * @param image source image, which makes it bootable; null for an empty volume
 * @param use the server that uses it, or null
 */
record SimulatedVolume(
        String id,
        String name,
        @Nullable String description,
        SimulatedProject project,
        String userId,
        int size,
        String status,
        @Nullable SimulatedImage image,
        Instant created,
        Instant updated,
        @Nullable Use use) {

    /** @param attached false while the volume is only reserved */
    record Use(SimulatedServer server, VolumeAttachment attachment, Instant since, boolean attached) {}

    SimulatedVolume become(String newStatus, @Nullable Use newUse, Instant now) {
        return new SimulatedVolume(
                id, name, description, project, userId, size, newStatus, image, created, now, newUse);
    }

    SimulatedVolume become(String newStatus, Instant now) {
        return become(newStatus, use, now);
    }

    boolean bootable() {
        return image != null;
    }
}
