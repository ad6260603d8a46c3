package org.stackdeck.simulator.glance;

import java.util.Map;
import java.util.Set;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.keystone.SimulatedProject;
import tools.jackson.databind.JsonNode;

/** Checks the attributes of a request to create an image (glance.api.v2.images, schema {@code image}). */
final class NewImageCheck {

    private static final Set<String> READ_ONLY = Set.of(
            "checksum",
            "created_at",
            "direct_url",
            "file",
            "os_hash_algo",
            "os_hash_value",
            "schema",
            "self",
            "size",
            "status",
            "updated_at",
            "virtual_size");

    private NewImageCheck() {}

    /** @throws ApiException 400 or 403 if Glance would refuse an attribute, or if the simulator does not support it */
    static void check(JsonNode body, SimulatedProject owner) {
        for (Map.Entry<String, JsonNode> attribute : body.properties()) {
            String name = attribute.getKey();
            JsonNode value = attribute.getValue();
            if (READ_ONLY.contains(name) || name.startsWith("os_glance_")) {
                throw ApiException.forbidden("Attribute '" + name + "' is read-only.");
            }
            if (name.equals("owner") && !value.asString("").equals(owner.id())) {
                throw ApiException.forbidden("You are not permitted to create images owned by '%s'.".formatted(value));
            }
            boolean isValid = switch (name) {
                case "name", "disk_format", "container_format" -> value.isNull() || value.isString();
                case "min_disk", "min_ram" -> value.isInt();
                case "tags" -> value.isArray() && value.valueStream().allMatch(JsonNode::isString);
                // The simulator assigns all IDs.
                case "id" -> false;
                case "protected" -> value.isBoolean();
                // The simulator has no hidden images.
                case "os_hidden" -> value.isBoolean() && !value.asBoolean();
                default -> value.isString();
            };
            if (!isValid) {
                throw ApiException.badRequest(
                        "Provided object does not match schema 'image': %s is not a valid value of %s"
                                .formatted(value, name));
            }
        }
    }
}
