package org.stackdeck.simulator.cinder;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.model.SimulatedImage;
import org.stackdeck.simulator.model.SimulatedVolume;
import org.stackdeck.simulator.state.VolumeBackup;

/**
 * Source of a new volume.
 *
 * @param image image from which the volume or its source was created; null if there is none or the source is not
 *     bootable
 * @param bootable whether the new volume is bootable; Cinder copies image metadata only from a bootable source
 * @param imageMetadata image metadata in addition to the properties of the image
 */
record VolumeOrigin(
        @Nullable SimulatedImage image,
        @Nullable String snapshotId,
        @Nullable String volumeId,
        @Nullable VolumeBackup backup,
        boolean bootable,
        Map<String, String> imageMetadata) {

    static final VolumeOrigin EMPTY = new VolumeOrigin(null, null, null, null, false, Map.of());

    /**
     * Returns the origin of a new volume to which the backup is restored. The volume becomes bootable if the backup has
     * image metadata (cinder.backup.driver).
     *
     * @param size size of the new volume in GiB
     * @throws ApiException 400 if the backup is not available or is larger than the volume
     */
    static VolumeOrigin of(VolumeBackup backup, int size) {
        SimulatedVolume source = backup.volume();
        if (!backup.isAvailable()) {
            throw ApiException.badRequest(
                    "Invalid backup: Originating backup status must be one of 'available' values");
        }
        if (size < source.size()) {
            throw ApiException.badRequest(
                    "Invalid input received: Volume size %dGB cannot be smaller than the backup size %dGB. It must be >= backup size."
                            .formatted(size, source.size()));
        }
        boolean bootable = !source.imageMetadata().isEmpty();
        return new VolumeOrigin(
                source.image(), null, null, backup, bootable, source.settings().imageMetadata());
    }
}
