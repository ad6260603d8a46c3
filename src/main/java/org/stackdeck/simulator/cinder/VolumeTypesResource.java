package org.stackdeck.simulator.cinder;

import java.util.List;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.MarkerPage;
import org.stackdeck.simulator.http.UnknownPathException;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.model.SimulatedVolumeType;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Cinder's {@code /types}. Types cannot be changed. */
final class VolumeTypesResource {

    private VolumeTypesResource() {}

    static ApiResponse handle(ApiRequest apiRequest, Token token, List<String> path) {
        ObjectNode document = Json.object();
        if (path.isEmpty()) {
            boolean all =
                    apiRequest.query().last("is_public").filter("None"::equals).isPresent();
            ArrayNode list = document.putArray("volume_types");
            List<SimulatedVolumeType> types = SimulatedVolumeType.visibleTo(token, all);
            String marker = apiRequest.query().last("marker").orElse("");
            // Cinder ignores unknown markers of types.
            MarkerPage<SimulatedVolumeType> page = MarkerPage.of(
                    types,
                    SimulatedVolumeType::id,
                    types.stream().anyMatch(type -> type.id().equals(marker))
                            ? apiRequest.query()
                            : apiRequest.query().without("marker"),
                    "VolumeType");
            page.items().forEach(type -> list.add(document(type)));
            page.addNextLink(document, "volume_type_links", "/volume" + apiRequest.path(), apiRequest.query());
            return ApiResponse.ok(document);
        }
        SimulatedVolumeType type =
                SimulatedVolumeType.find(path.getFirst(), token).orElseThrow(() -> notFound(path.getFirst()));
        if (path.size() == 1) {
            document.set("volume_type", document(type));
            return ApiResponse.ok(document);
        }
        if (!path.get(1).equals("os-volume-type-access")) {
            throw new UnknownPathException();
        }
        if (!token.hasRole(Role.ADMIN)) {
            throw ApiException.forbidden(
                    "Policy doesn't allow volume_extension:volume_type_access:get_all_for_type to be performed.");
        }
        SimulatedProject project = type.project();
        ArrayNode access = document.putArray("volume_type_access");
        if (project != null) {
            access.addObject().put("volume_type_id", type.id()).put("project_id", project.id());
        }
        return ApiResponse.ok(document);
    }

    static ApiException notFound(String nameOrId) {
        return ApiException.notFound("Volume type with name " + nameOrId + " could not be found.");
    }

    private static ObjectNode document(SimulatedVolumeType type) {
        ObjectNode node = Json.object()
                .put("id", type.id())
                .put("name", type.name())
                .put("is_public", type.isPublic())
                .put("description", type.description());
        node.putObject("extra_specs");
        return node.put("os-volume-type-access:is_public", type.isPublic());
    }
}
