package org.stackdeck.cloud.openstack.image;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The resources to which the property {@code block_device_mapping} of an image refers. Nova accesses them with the
 * token of the request, but any user can set the property on their own images.
 *
 * @param snapshots IDs of the volume snapshots that the devices copy
 * @param volumeTypes names or IDs of the types of the new volumes
 */
public record ImageBlockDevices(Set<String> snapshots, Set<String> volumeTypes) {

    public static final ImageBlockDevices NONE = new ImageBlockDevices(Set.of(), Set.of());

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String SNAPSHOT = "snapshot";
    private static final String SNAPSHOT_ID = "snapshot_id";
    private static final String VOLUME_TYPE = "volume_type";

    /** Fields that refer to a resource; their values must be strings. */
    private static final Set<String> REFERENCES = Set.of(SNAPSHOT_ID, VOLUME_TYPE);

    /**
     * Fields that do not refer to a resource (nova.block_device, {@code bdm_new_fields} and
     * {@code bdm_db_only_fields}).
     */
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
            "no_device",
            "tag",
            "encrypted",
            // Only in mappings of the first version.
            "virtual_name");

    /**
     * Parses the property. Returns empty if the property is invalid, if it contains an unknown field, or if a device
     * uses an existing resource other than a snapshot. Such a resource, for instance a volume, could be deleted with
     * the server.
     */
    public static Optional<ImageBlockDevices> parse(String mapping) {
        if (mapping.isBlank()) {
            return Optional.of(NONE);
        }
        try {
            JsonNode devices = MAPPER.readTree(mapping);
            if (!devices.isArray() || !devices.valueStream().allMatch(ImageBlockDevices::isCopy)) {
                return Optional.empty();
            }
            return Optional.of(new ImageBlockDevices(values(devices, SNAPSHOT_ID), values(devices, VOLUME_TYPE)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Set<String> values(JsonNode devices, String field) {
        return devices.valueStream()
                .map(device -> device.path(field).asString(""))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toSet());
    }

    private static boolean isCopy(JsonNode device) {
        JsonNode source = device.path("source_type");
        return device.isObject()
                && (isAbsent(source) || Set.of(SNAPSHOT, "blank").contains(source.asString("")))
                && device.properties().stream()
                        .allMatch(field -> HARMLESS_FIELDS.contains(field.getKey())
                                || isAbsent(field.getValue())
                                || (REFERENCES.contains(field.getKey())
                                        && field.getValue().isString()));
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isString() && value.asString().isEmpty());
    }
}
