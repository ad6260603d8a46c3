package org.stackdeck.cloud;

import org.jspecify.annotations.Nullable;

/** What a new server boots from, by id. */
public sealed interface BootSource {

    /** Of the image, volume or snapshot. */
    String id();

    /** @param rootVolume the volume that is made of the image; null for a disk of the compute's own */
    record OfImage(String id, @Nullable RootVolume rootVolume) implements BootSource {}

    /** A volume that the project has, as it is. */
    record OfVolume(String id, boolean deletedWithServer) implements BootSource {}

    /** A new volume of a snapshot of one. */
    record OfSnapshot(String id, RootVolume rootVolume) implements BootSource {}
}
