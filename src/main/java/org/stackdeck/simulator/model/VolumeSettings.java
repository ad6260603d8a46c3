package org.stackdeck.simulator.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of a volume that users can change.
 *
 * @param size GiB
 * @param type name of its volume type
 * @param metadata without the flags that Cinder adds
 */
public record VolumeSettings(
        String name,
        @Nullable String description,
        int size,
        String type,
        boolean bootable,
        boolean readOnly,
        Map<String, String> metadata) {

    public VolumeSettings {
        metadata = Map.copyOf(metadata);
    }

    public VolumeSettings withText(String newName, @Nullable String newDescription) {
        return new VolumeSettings(newName, newDescription, size, type, bootable, readOnly, metadata);
    }

    public VolumeSettings withSize(int newSize) {
        return new VolumeSettings(name, description, newSize, type, bootable, readOnly, metadata);
    }

    public VolumeSettings withType(String newType) {
        return new VolumeSettings(name, description, size, newType, bootable, readOnly, metadata);
    }

    public VolumeSettings withFlags(boolean newBootable, boolean newReadOnly) {
        return new VolumeSettings(name, description, size, type, newBootable, newReadOnly, metadata);
    }

    public VolumeSettings withMetadata(Map<String, String> newMetadata) {
        return new VolumeSettings(name, description, size, type, bootable, readOnly, newMetadata);
    }
}
