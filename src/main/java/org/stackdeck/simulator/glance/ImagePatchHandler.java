package org.stackdeck.simulator.glance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.model.ImageAttributes;
import org.stackdeck.simulator.model.SimulatedImage;
import org.stackdeck.simulator.state.ImageStore;
import org.stackdeck.simulator.support.SimulatorScheduler;
import tools.jackson.databind.JsonNode;

/**
 * Glance's {@code PATCH /v2/images/{id}}. Replaces the name, minimum sizes, protection, visibility and tags. Adds,
 * replaces and removes properties that are not attributes of images.
 */
final class ImagePatchHandler {

    private static final List<String> VISIBILITIES = List.of("public", "community", "shared", "private");

    private static final Pattern MEDIA_TYPE = Pattern.compile("application/openstack-images-v2\\.[01]-json-patch");

    /** Attributes that a patch cannot change. Only the simulator refuses to change the owner. */
    private static final List<String> READ_ONLY = List.of(
            "checksum",
            "created_at",
            "direct_url",
            "file",
            "id",
            "os_hash_algo",
            "os_hash_value",
            "owner",
            "schema",
            "self",
            "size",
            "status",
            "updated_at",
            "virtual_size");

    private final ImageStore images;
    private final SimulatorScheduler simulatorClock;

    ImagePatchHandler(ImageStore images, SimulatorScheduler simulatorClock) {
        this.images = images;
        this.simulatorClock = simulatorClock;
    }

    /** Checks the media type and the kind of the document, before the image is loaded. */
    static void check(ApiRequest apiRequest) {
        String type = apiRequest.header("Content-Type").orElse("");
        if (!MEDIA_TYPE.matcher(type).matches()) {
            throw new ApiException(415, "The request media type " + type + " is not supported by this server.");
        }
        if (apiRequest.jsonArray().isEmpty()) {
            throw ApiException.badRequest("Request body must be a JSON array of operation objects.");
        }
    }

    void apply(ApiRequest apiRequest, Token token, SimulatedImage image) {
        JsonNode changes = apiRequest.jsonArray().orElseThrow();
        boolean publishes = changes.valueStream()
                .anyMatch(change -> change.path("value").asString("").equals("public")
                        && change.path("path").asString("").equals("/visibility"));
        if (publishes && !token.hasRole(Role.ADMIN)) {
            throw ApiException.forbidden("You are not authorized to complete publicize_image action.");
        }
        changes.forEach(change -> {
            String operation = change.path("op").asString("");
            String attribute = change.path("path").asString("").replaceFirst("^/", "");
            JsonNode value = change.path("value");
            if (READ_ONLY.contains(attribute) || attribute.startsWith("os_glance_")) {
                throw ApiException.forbidden("Attribute '" + attribute + "' is read-only.");
            }
            switch (attribute) {
                case "name", "tags", "visibility", "min_disk", "min_ram", "protected" ->
                    replace(image.id(), operation, attribute, value);
                default -> changeProperty(image.id(), operation, attribute, value);
            }
        });
    }

    /** Replaces an attribute. Attributes always exist, so the operation "add" also replaces them. */
    private void replace(String id, String operation, String attribute, JsonNode value) {
        boolean supported = List.of("add", "replace").contains(operation)
                && switch (attribute) {
                    case "name" -> value.isString();
                    case "tags" -> value.isArray();
                    case "visibility" -> VISIBILITIES.contains(value.asString(""));
                    case "min_disk", "min_ram" -> value.isInt() && value.asInt() >= 0;
                    default -> value.isBoolean();
                };
        if (!supported) {
            throw ApiException.badRequest("Unsupported patch");
        }
        images.change(
                id,
                i -> i.withAttributes(
                        new ImageAttributes(
                                attribute.equals("name") ? value.asString() : i.name(),
                                attribute.equals("min_disk") ? value.asInt() : i.minDisk(),
                                attribute.equals("min_ram") ? value.asInt() : i.minRam(),
                                attribute.equals("protected") ? value.asBoolean() : i.isProtected(),
                                attribute.equals("visibility") ? value.asString() : i.visibility(),
                                attribute.equals("tags")
                                        ? value.valueStream()
                                                .map(tag -> tag.asString(""))
                                                .toList()
                                        : i.attributes().tags()),
                        simulatorClock.now()));
    }

    /**
     * Adds, replaces or removes a property. With version 2.1 of Glance's media type, the operation "add" also replaces
     * a property.
     */
    private void changeProperty(String id, String operation, String property, JsonNode value) {
        images.change(id, i -> {
            Map<String, String> properties = new LinkedHashMap<>(i.properties());
            boolean supported = switch (operation) {
                case "add" -> value.isString();
                case "replace" -> {
                    requireProperty(properties, property);
                    yield value.isString();
                }
                case "remove" -> {
                    requireProperty(properties, property);
                    yield true;
                }
                default -> false;
            };
            if (!supported) {
                throw ApiException.badRequest("Unsupported patch");
            }
            if (operation.equals("remove")) {
                properties.remove(property);
            } else {
                properties.put(property, value.asString());
            }
            return i.withProperties(properties, simulatorClock.now());
        });
    }

    private static void requireProperty(Map<String, String> properties, String property) {
        if (!properties.containsKey(property)) {
            throw new ApiException(409, "Property " + property + " does not exist.");
        }
    }
}
