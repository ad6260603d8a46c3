package org.stackdeck.simulator.model;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of a volume that users can change.
 *
 * @param size in GiB
 * @param type name of the volume type
 * @param metadata metadata without the flags that Cinder adds
 */
public record VolumeSettings(
        String name,
        @Nullable String description,
        int size,
        String type,
        boolean bootable,
        boolean readOnly,
        Map<String, String> metadata,
        Map<String, String> imageMetadata) {

    public VolumeSettings {
        metadata = Map.copyOf(metadata);
        imageMetadata = Map.copyOf(imageMetadata);
    }

    public VolumeSettings withText(String newName, @Nullable String newDescription) {
        return new VolumeSettings(newName, newDescription, size, type, bootable, readOnly, metadata, imageMetadata);
    }

    public VolumeSettings withSize(int newSize) {
        return new VolumeSettings(name, description, newSize, type, bootable, readOnly, metadata, imageMetadata);
    }

    public VolumeSettings withType(String newType) {
        return new VolumeSettings(name, description, size, newType, bootable, readOnly, metadata, imageMetadata);
    }

    public VolumeSettings withFlags(boolean newBootable, boolean newReadOnly) {
        return new VolumeSettings(name, description, size, type, newBootable, newReadOnly, metadata, imageMetadata);
    }

    public VolumeSettings withMetadata(Map<String, String> newMetadata) {
        return new VolumeSettings(name, description, size, type, bootable, readOnly, newMetadata, imageMetadata);
    }

    /**
     * Returns a copy with additional entries in the image metadata. This image metadata does not include the properties
     * of the volume's image.
     */
    public VolumeSettings withImageMetadata(Map<String, String> added) {
        Map<String, String> changed = new HashMap<>(imageMetadata);
        changed.putAll(added);
        return new VolumeSettings(name, description, size, type, bootable, readOnly, metadata, changed);
    }
}
