package org.stackdeck.cloud.launch;

import org.jspecify.annotations.Nullable;

/** The image, volume or snapshot from which a new server boots. */
public sealed interface BootSource {

    String id();

    /** @param rootVolume the volume to create from the image; null to boot from the flavor's root disk */
    record ImageSource(String id, @Nullable RootVolume rootVolume) implements BootSource {}

    /** An existing volume of the project. */
    record VolumeSource(String id, boolean deletedWithServer) implements BootSource {}

    /** A new volume that is created from a volume snapshot. */
    record SnapshotSource(String id, RootVolume rootVolume) implements BootSource {}
}
