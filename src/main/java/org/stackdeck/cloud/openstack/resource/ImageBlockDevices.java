package org.stackdeck.cloud.openstack.resource;

import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the property {@code block_device_mapping} of an image. */
final class ImageBlockDevices {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Set<String> COPIED_SOURCES = Set.of("snapshot", "image", "blank");

    private ImageBlockDevices() {}

    /** Returns whether all devices are new ones or copies; false if the text cannot be read. */
    static boolean areCopies(String mapping) {
        try {
            JsonNode devices = MAPPER.readTree(mapping);
            return devices.isArray() && devices.valueStream().allMatch(ImageBlockDevices::isCopy);
        } catch (JacksonException e) {
            return false;
        }
    }

    private static boolean isCopy(JsonNode device) {
        JsonNode source = device.path("source_type");
        return device.isObject()
                && isAbsent(device.path("volume_id"))
                && (isAbsent(source) || (source.isString() && COPIED_SOURCES.contains(source.asString())));
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isString() && value.asString().isEmpty());
    }
}
