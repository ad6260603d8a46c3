package org.stackdeck.simulator.neutron;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.state.CloudState;
import org.stackdeck.simulator.state.NetworkStore;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.SimulatorScheduler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and replaces the tags of a resource (neutron.extensions.tagging). */
final class TagsResource {

    private static final int MAX_LENGTH = 255;
    private static final int MAX_TAGS = 50;

    private final NetworkStore networks;
    private final SimulatorScheduler scheduler;

    TagsResource(CloudState cloud) {
        this.networks = cloud.networks();
        this.scheduler = cloud.time();
    }

    /**
     * @param type name of the resource type in Neutron's policies
     * @param all documents of all resources in the collection
     * @param id ID of the resource
     */
    ApiResponse handle(ApiRequest apiRequest, Token token, String type, List<ObjectNode> all, String id) {
        boolean changes = apiRequest.hasMethod("PUT");
        ObjectNode body = changes ? checked(apiRequest) : Json.object();
        ObjectNode resource = all.stream()
                .filter(document -> document.path("id").asString("").equals(id))
                .findFirst()
                // Neutron fails to determine the policy of a resource that does not exist.
                .orElseThrow(() -> new NeutronException(
                        500,
                        "HTTPInternalServerError",
                        "Request Failed: internal server error while processing your request."));
        if (!token.hasRole(Role.ADMIN) && ((changes && !token.hasRole(Role.MEMBER)) || !isOwn(resource, token))) {
            throw new NeutronException(
                    403,
                    "PolicyNotAuthorized",
                    "rule:%s_%s:tags is disallowed by policy".formatted(changes ? "update" : "get", type));
        }
        if (!changes) {
            return ApiResponse.ok(Json.object().set("tags", resource.path("tags")));
        }
        List<String> tags =
                body.path("tags").valueStream().map(JsonNode::asString).toList();
        if (tags.size() > MAX_TAGS) {
            throw new NeutronException(
                    400,
                    "BadRequest",
                    "Bad %ss request: The number of tags exceed the per-resource limit of %d."
                            .formatted(type, MAX_TAGS));
        }
        networks.replaceTags(id, tags, scheduler.now());
        return ApiResponse.ok(body);
    }

    private static boolean isOwn(ObjectNode resource, Token token) {
        SimulatedProject project = token.project();
        return project != null && resource.path("project_id").asString("").equals(project.id());
    }

    private static ObjectNode checked(ApiRequest apiRequest) {
        if (!(apiRequest.json().orElse(null) instanceof ObjectNode body) || !body.has("tags")) {
            throw invalid("Invalid tags body.");
        }
        JsonNode tags = body.path("tags");
        if (!tags.isArray()) {
            throw invalid("'%s' is not a list.".formatted(tags.isNull() ? "None" : tags.asString(tags.toString())));
        }
        Set<String> seen = new HashSet<>();
        for (JsonNode tag : tags) {
            if (!tag.isString()) {
                throw invalid("'%s' is not a valid string.".formatted(tag));
            }
            if (tag.asString().length() > MAX_LENGTH) {
                throw invalid("'%s' exceeds maximum length of %d.".formatted(tag.asString(), MAX_LENGTH));
            }
            if (!seen.add(tag.asString())) {
                throw invalid("Duplicate items in the list: '%s'.".formatted(tag.asString()));
            }
        }
        return body;
    }

    private static NeutronException invalid(String reason) {
        return new NeutronException(400, "InvalidInput", "Invalid input for operation: " + reason);
    }
}
