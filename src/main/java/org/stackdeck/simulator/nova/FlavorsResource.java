package org.stackdeck.simulator.nova;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.MarkerPage;
import org.stackdeck.simulator.http.QueryParameters;
import org.stackdeck.simulator.http.UnknownPathException;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.SimulatedFlavor;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.schema.JsonSchema;
import org.stackdeck.simulator.state.DefaultResources;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Nova's {@code /flavors}. Flavors cannot be changed. */
final class FlavorsResource {

    private static final JsonSchema CREATE = JsonSchema.within(
            "flavor", "{\"type\": \"object\", \"required\": [\"name\", \"ram\", \"vcpus\", \"disk\"]}");
    private static final JsonSchema UPDATE =
            JsonSchema.within("flavor", "{\"type\": \"object\", \"required\": [\"description\"]}");

    private final String base;

    FlavorsResource(String base) {
        this.base = base;
    }

    ApiResponse handle(NovaRequest novaRequest, List<String> path) {
        if (!novaRequest.request().hasMethod("GET")) {
            throw refusal(novaRequest, path);
        }
        if (path.isEmpty() || path.getFirst().equals("detail")) {
            return page(novaRequest)
                    .toResponse(
                            "flavors",
                            base + novaRequest.request().path(),
                            novaRequest.request().query(),
                            flavor -> path.isEmpty() ? brief(novaRequest, flavor) : detail(novaRequest, flavor));
        }
        SimulatedFlavor flavor = require(novaRequest, path.getFirst());
        ObjectNode document = Json.object();
        if (path.size() == 1) {
            document.set("flavor", detail(novaRequest, flavor));
            return ApiResponse.ok(document);
        }
        if (path.get(1).equals("os-flavor-access")) {
            return access(novaRequest, flavor);
        }
        if (!path.get(1).equals("os-extra_specs")) {
            throw new UnknownPathException();
        }
        ObjectNode specs = document.putObject("extra_specs");
        flavor.extraSpecs().forEach(specs::put);
        return ApiResponse.ok(document);
    }

    /** Checks a change in the order of Nova: the body, the policy, the flavor. */
    private static ApiException refusal(NovaRequest novaRequest, List<String> path) {
        String method = novaRequest.request().method();
        if (!method.equals("DELETE")) {
            (method.equals("POST") ? CREATE : UPDATE).check(novaRequest.body());
        }
        String verb = method.equals("POST") ? "create" : method.equals("PUT") ? "update" : "delete";
        novaRequest.requireRole(Role.ADMIN, "os-flavor-manage:" + verb);
        if (!path.isEmpty()) {
            require(novaRequest, path.getFirst());
        }
        return ApiException.forbidden("The flavors of the simulator are read-only.");
    }

    private static SimulatedFlavor require(NovaRequest novaRequest, String id) {
        return find(novaRequest, id).orElseThrow(() -> ApiException.notFound("Flavor " + id + " could not be found."));
    }

    private static MarkerPage<SimulatedFlavor> page(NovaRequest novaRequest) {
        QueryParameters query = novaRequest.request().query();
        Comparator<SimulatedFlavor> order = FlavorListSort.of(query);
        long minRam = least(query, "minRam");
        long minDisk = least(query, "minDisk");
        Predicate<SimulatedFlavor> afterMarker = query.last("marker")
                .map(marker -> find(novaRequest, marker)
                        .orElseThrow(() -> ApiException.badRequest("marker [%s] not found".formatted(marker))))
                .<Predicate<SimulatedFlavor>>map(marker -> flavor -> order.compare(flavor, marker) > 0)
                .orElse(flavor -> true);
        List<SimulatedFlavor> listed = DefaultResources.flavors().stream()
                .filter(flavor -> !flavor.deleted() && isListed(novaRequest, flavor))
                .filter(flavor -> flavor.ram() >= minRam && flavor.disk() >= minDisk)
                .filter(afterMarker)
                .sorted(order)
                .toList();
        return MarkerPage.of(listed, SimulatedFlavor::id, query.without("marker"), "Flavor");
    }

    private static long least(QueryParameters query, String name) {
        String value = query.last(name).map(String::strip).orElse("0");
        if (!value.matches("[+-]?\\d{1,18}")) {
            throw ApiException.badRequest("Invalid %s filter [%s]".formatted(name, value));
        }
        return Long.parseLong(value);
    }

    private static Optional<SimulatedFlavor> find(NovaRequest novaRequest, String id) {
        return DefaultResources.flavor(id).filter(f -> !f.deleted() && f.isAccessibleFor(novaRequest));
    }

    /**
     * Returns whether the list contains the flavor. Only administrators can filter by {@code is_public}; Nova ignores
     * this parameter for other users.
     */
    private static boolean isListed(NovaRequest novaRequest, SimulatedFlavor flavor) {
        String asked = novaRequest.request().query().last("is_public").orElse("");
        if (!novaRequest.isAdmin() || asked.isEmpty()) {
            return flavor.isListedFor(novaRequest);
        }
        return switch (asked.toLowerCase(Locale.ROOT)) {
            case "none" -> true;
            case "false", "0" -> flavor.project() != null;
            default -> flavor.project() == null;
        };
    }

    private static ApiResponse access(NovaRequest novaRequest, SimulatedFlavor flavor) {
        novaRequest.requireRole(Role.ADMIN, "os-flavor-access");
        SimulatedProject project = flavor.project();
        if (project == null) {
            throw ApiException.notFound("Access list not available for public flavors.");
        }
        ObjectNode document = Json.object();
        document.putArray("flavor_access")
                .addObject()
                .put("flavor_id", flavor.id())
                .put("tenant_id", project.id());
        return ApiResponse.ok(document);
    }

    private ObjectNode brief(NovaRequest novaRequest, SimulatedFlavor flavor) {
        ObjectNode node = Json.object().put("id", flavor.id()).put("name", flavor.name());
        node.set("links", links(flavor));
        if (novaRequest.version().atLeast(55)) {
            node.putNull("description");
        }
        return node;
    }

    private ObjectNode detail(NovaRequest novaRequest, SimulatedFlavor flavor) {
        ObjectNode node = Json.object()
                .put("id", flavor.id())
                .put("name", flavor.name())
                .put("ram", flavor.ram())
                .put("disk", flavor.disk());
        if (novaRequest.version().atLeast(75) || flavor.swap() > 0) {
            node.put("swap", flavor.swap());
        } else {
            node.put("swap", "");
        }
        node.put("OS-FLV-EXT-DATA:ephemeral", flavor.ephemeral())
                .put("OS-FLV-DISABLED:disabled", false)
                .put("vcpus", flavor.vcpus())
                .put("os-flavor-access:is_public", flavor.project() == null)
                .put("rxtx_factor", 1.0);
        node.set("links", links(flavor));
        if (novaRequest.version().atLeast(55)) {
            node.putNull("description");
        }
        if (novaRequest.version().atLeast(61)) {
            ObjectNode specs = node.putObject("extra_specs");
            flavor.extraSpecs().forEach(specs::put);
        }
        return node;
    }

    private ArrayNode links(SimulatedFlavor flavor) {
        return Json.array()
                .add(Json.link("self", base + "/v2.1/flavors/" + flavor.id()))
                .add(Json.link("bookmark", base + "/flavors/" + flavor.id()));
    }
}
