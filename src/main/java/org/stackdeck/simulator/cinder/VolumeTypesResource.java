package org.stackdeck.simulator.cinder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.MarkerPage;
import org.stackdeck.simulator.http.QueryParameters;
import org.stackdeck.simulator.http.UnknownPathException;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.model.SimulatedVolumeType;
import org.stackdeck.simulator.schema.JsonSchema;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Cinder's {@code /types}. Types cannot be changed. */
final class VolumeTypesResource {

    private static final String TEXT = """
            "name": {"type": "string", "minLength": 1, "maxLength": 255},
            "description": {"type": ["string", "null"], "maxLength": 255}""";
    private static final String FLAG = """
            {"type": ["boolean", "string"], "enum": [true, false, "true", "false", "True", "False", "0", "1"]}""";
    private static final JsonSchema CREATE = JsonSchema.within("volume_type", """
            {"type": "object", "required": ["name"], "properties": {%s, "extra_specs": {"type": "object"},
             "os-volume-type-access:is_public": %s}, "additionalProperties": false}""".formatted(TEXT, FLAG));
    private static final JsonSchema UPDATE = JsonSchema.within("volume_type", """
            {"type": "object", "properties": {%s, "is_public": %s}, "additionalProperties": false}""".formatted(TEXT, FLAG));

    /** Supported parameters. For administrators, Cinder treats other parameters as attributes that no type has. */
    private static final Set<String> PARAMETERS =
            Set.of("is_public", "name", "limit", "marker", "offset", "sort", "sort_key", "sort_dir");

    private static final Set<String> TRUE = Set.of("true", "1", "t", "on", "y", "yes");
    private static final Set<String> FALSE = Set.of("false", "0", "f", "off", "n", "no");

    private VolumeTypesResource() {}

    static ApiResponse handle(ApiRequest apiRequest, Token token, List<String> path) {
        if (!apiRequest.hasMethod("GET")) {
            throw refusal(apiRequest, token, path);
        }
        ObjectNode document = Json.object();
        if (path.isEmpty()) {
            ArrayNode list = document.putArray("volume_types");
            List<SimulatedVolumeType> types =
                    listed(SimulatedVolumeType.visibleTo(token, true), apiRequest.query(), token.hasRole(Role.ADMIN));
            String marker = apiRequest.query().last("marker").orElse("");
            // Cinder ignores unknown markers of types.
            MarkerPage<SimulatedVolumeType> page = MarkerPage.of(
                    types,
                    SimulatedVolumeType::id,
                    types.stream().anyMatch(type -> type.id().equals(marker))
                            ? apiRequest.query()
                            : apiRequest.query().without("marker"),
                    "VolumeType");
            page.items().forEach(type -> list.add(document(type, token)));
            page.addNextLink(document, "volume_type_links", "/volume" + apiRequest.path(), apiRequest.query());
            return ApiResponse.ok(document);
        }
        SimulatedVolumeType type =
                SimulatedVolumeType.find(path.getFirst(), token).orElseThrow(() -> notFound(path.getFirst()));
        if (path.size() == 1) {
            document.set("volume_type", document(type, token));
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

    /** Returns the types in the order of the request. Only administrators can filter types. */
    private static List<SimulatedVolumeType> listed(
            List<SimulatedVolumeType> types, QueryParameters query, boolean isAdministrator) {
        String order = query.last("sort")
                .orElseGet(() -> query.last("sort_key").orElse("created_at") + ":"
                        + query.last("sort_dir").orElse("desc"));
        List<SimulatedVolumeType> sorted = new ArrayList<>(types.reversed());
        if (order.startsWith("name")) {
            sorted.sort(Comparator.comparing(SimulatedVolumeType::name));
        } else if (order.startsWith("id")) {
            sorted.sort(Comparator.comparing(SimulatedVolumeType::id));
        }
        List<SimulatedVolumeType> ordered = order.endsWith(":asc") ? sorted : sorted.reversed();
        if (!isAdministrator) {
            return ordered;
        }
        String isPublic = query.last("is_public").orElse("true").toLowerCase(Locale.ROOT);
        if (!TRUE.contains(isPublic) && !FALSE.contains(isPublic) && !isPublic.equals("none")) {
            throw ApiException.badRequest("Invalid is_public filter [%s]".formatted(isPublic));
        }
        boolean isSupported = PARAMETERS.containsAll(query.values().keySet());
        return ordered.stream()
                .filter(type -> isPublic.equals("none") || type.isPublic() == TRUE.contains(isPublic))
                .filter(type -> isSupported
                        && query.last("name").map(type.name()::equals).orElse(true))
                .toList();
    }

    /** Checks a change in the order of Cinder: the body, the policy, the type. */
    private static ApiException refusal(ApiRequest apiRequest, Token token, List<String> path) {
        if (!apiRequest.hasMethod("DELETE")) {
            (apiRequest.hasMethod("POST") ? CREATE : UPDATE).check(apiRequest.requireJson());
        }
        if (!token.hasRole(Role.ADMIN)) {
            String verb = apiRequest.hasMethod("POST") ? "create" : apiRequest.hasMethod("PUT") ? "update" : "delete";
            return ApiException.forbidden(
                    "Policy doesn't allow volume_extension:type_%s to be performed.".formatted(verb));
        }
        return path.isEmpty()
                        || SimulatedVolumeType.find(path.getFirst(), token).isPresent()
                ? ApiException.forbidden("The volume types of the simulator are read-only.")
                : notFound(path.getFirst());
    }

    static ApiException notFound(String nameOrId) {
        return ApiException.notFound("Volume type with name " + nameOrId + " could not be found.");
    }

    private static ObjectNode document(SimulatedVolumeType type, Token token) {
        ObjectNode node = Json.object()
                .put("id", type.id())
                .put("name", type.name())
                .put("is_public", type.isPublic())
                .put("description", type.description());
        node.putObject("extra_specs");
        if (token.hasRole(Role.ADMIN)) {
            node.putNull("qos_specs_id");
        }
        return node.put("os-volume-type-access:is_public", type.isPublic());
    }
}
