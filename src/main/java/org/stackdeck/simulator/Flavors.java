package org.stackdeck.simulator;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /flavors}. */
final class Flavors {

    private final String base;

    Flavors(String base) {
        this.base = base;
    }

    Reply answer(NovaCall call, List<String> path) {
        ObjectNode document = Json.object();
        if (path.isEmpty() || path.getFirst().equals("detail")) {
            ArrayNode list = document.putArray("flavors");
            Infrastructure.flavors().stream()
                    .filter(f -> !f.deleted() && listed(call, f))
                    .forEach(f -> list.add(path.isEmpty() ? brief(call, f) : detail(call, f)));
            return Reply.ok(document);
        }
        SimulatedFlavor flavor = Infrastructure.flavor(path.getFirst())
                .filter(f -> !f.deleted() && f.openTo(call))
                .orElseThrow(() -> Refusal.notFound("Flavor " + path.getFirst() + " could not be found."));
        if (path.size() == 1) {
            document.set("flavor", detail(call, flavor));
            return Reply.ok(document);
        }
        if (path.get(1).equals("os-flavor-access")) {
            return access(call, flavor);
        }
        if (!path.get(1).equals("os-extra_specs")) {
            throw new NoSuchPath();
        }
        ObjectNode specs = document.putObject("extra_specs");
        flavor.extraSpecs().forEach(specs::put);
        return Reply.ok(document);
    }

    /** Only administrators can filter by {@code is_public}; Nova ignores it for other users. */
    private static boolean listed(NovaCall call, SimulatedFlavor flavor) {
        String asked = call.request().query().first("is_public").orElse("");
        if (!call.admin() || asked.isEmpty()) {
            return flavor.listedFor(call);
        }
        return switch (asked.toLowerCase(Locale.ROOT)) {
            case "none" -> true;
            case "false", "0" -> flavor.only() != null;
            default -> flavor.only() == null;
        };
    }

    private static Reply access(NovaCall call, SimulatedFlavor flavor) {
        call.permit(Role.ADMIN, "os-flavor-access");
        SimulatedProject only = flavor.only();
        if (only == null) {
            throw Refusal.notFound("Access list not available for public flavors.");
        }
        ObjectNode document = Json.object();
        document.putArray("flavor_access")
                .addObject()
                .put("flavor_id", flavor.id())
                .put("tenant_id", only.id());
        return Reply.ok(document);
    }

    private ObjectNode brief(NovaCall call, SimulatedFlavor flavor) {
        ObjectNode node = Json.object().put("id", flavor.id()).put("name", flavor.name());
        node.set("links", links(flavor));
        if (call.version().atLeast(55)) {
            node.putNull("description");
        }
        return node;
    }

    private ObjectNode detail(NovaCall call, SimulatedFlavor flavor) {
        ObjectNode node = Json.object()
                .put("id", flavor.id())
                .put("name", flavor.name())
                .put("ram", flavor.ram())
                .put("disk", flavor.disk());
        if (call.version().atLeast(75) || flavor.swap() > 0) {
            node.put("swap", flavor.swap());
        } else {
            node.put("swap", "");
        }
        node.put("OS-FLV-EXT-DATA:ephemeral", flavor.ephemeral())
                .put("OS-FLV-DISABLED:disabled", false)
                .put("vcpus", flavor.vcpus())
                .put("os-flavor-access:is_public", flavor.only() == null)
                .put("rxtx_factor", 1.0);
        node.set("links", links(flavor));
        if (call.version().atLeast(55)) {
            node.putNull("description");
        }
        if (call.version().atLeast(61)) {
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
