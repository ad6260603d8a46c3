package org.stackdeck.simulator.model;

import org.jspecify.annotations.Nullable;

/**
 * Attributes of a volume that users can change.
 *
 * @param size GiB
 * @param type name of its volume type
 */
public record VolumeSettings(
        String name, @Nullable String description, int size, String type, boolean bootable, boolean readOnly) {

    public VolumeSettings withText(String newName, @Nullable String newDescription) {
        return new VolumeSettings(newName, newDescription, size, type, bootable, readOnly);
    }

    public VolumeSettings withSize(int newSize) {
        return new VolumeSettings(name, description, newSize, type, bootable, readOnly);
    }

    public VolumeSettings withType(String newType) {
        return new VolumeSettings(name, description, size, newType, bootable, readOnly);
    }

    public VolumeSettings withFlags(boolean newBootable, boolean newReadOnly) {
        return new VolumeSettings(name, description, size, type, newBootable, newReadOnly);
    }
}
