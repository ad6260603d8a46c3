package org.stackdeck.cloud.openstack.resource;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the property {@code block_device_mapping} of an image. Nova uses the resources that it names with the token of the
 * request, and anybody can write it on images of their own.
 */
final class ImageBlockDevices {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String SNAPSHOT = "snapshot";
    private static final String SNAPSHOT_ID = "snapshot_id";

    /** Those that name no existing resource (nova.block_device, {@code bdm_new_fields} and {@code bdm_db_only_fields}). */
    private static final Set<String> HARMLESS_FIELDS = Set.of(
            "source_type",
            "destination_type",
            "guest_format",
            "device_type",
            "disk_bus",
            "boot_index",
            "device_name",
            "delete_on_termination",
            "volume_size",
            "volume_type",
            "no_device",
            "tag",
            "encrypted",
            // Of mappings in the form before the second version.
            "virtual_name");

    private ImageBlockDevices() {}

    /**
     * Returns the IDs of the volume snapshots that the devices copy; empty if the text cannot be read, or if a device uses
     * another existing resource, such as a volume, which could be deleted with the server.
     */
    static Optional<Set<String>> copiedSnapshots(String mapping) {
        if (mapping.isBlank()) {
            return Optional.of(Set.of());
        }
        try {
            JsonNode devices = MAPPER.readTree(mapping);
            if (!devices.isArray() || !devices.valueStream().allMatch(ImageBlockDevices::isCopy)) {
                return Optional.empty();
            }
            Set<String> snapshots = new HashSet<>();
            devices.valueStream()
                    .map(device -> device.path(SNAPSHOT_ID).asString(""))
                    .filter(id -> !id.isEmpty())
                    .forEach(snapshots::add);
            return Optional.of(snapshots);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static boolean isCopy(JsonNode device) {
        JsonNode snapshot = device.path(SNAPSHOT_ID);
        JsonNode source = device.path("source_type");
        return device.isObject()
                && (isAbsent(source) || Set.of(SNAPSHOT, "blank").contains(source.asString("")))
                && (isAbsent(snapshot) || snapshot.isString())
                && device.properties().stream()
                        .allMatch(field -> field.getKey().equals(SNAPSHOT_ID)
                                || HARMLESS_FIELDS.contains(field.getKey())
                                || isAbsent(field.getValue()));
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isString() && value.asString().isEmpty());
    }
}
