package org.stackdeck.simulator.keystone;

import java.util.List;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.StableIds;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

public record ServiceCatalog(String base, String region) {

    private record Entry(String type, String name, String path) {}

    private static final List<Entry> ENTRIES = List.of(
            new Entry("network", "neutron", "/network"),
            new Entry("compute", "nova", "/compute/v2.1"),
            new Entry("volumev3", "cinder", "/volume/v3/%s"),
            new Entry("identity", "keystone", "/v3"),
            new Entry("image", "glance", "/image"),
            new Entry("placement", "placement", "/placement"));

    ArrayNode of(SimulatedProject project) {
        ArrayNode catalog = Json.array();
        for (Entry entry : ENTRIES) {
            ArrayNode endpoints = Json.array();
            for (String face : List.of("admin", "internal", "public")) {
                endpoints.add(endpoint(entry, face, base + entry.path().formatted(project.id())));
            }
            ObjectNode service = Json.object();
            service.set("endpoints", endpoints);
            catalog.add(service.put("id", StableIds.plain("service", entry.type()))
                    .put("type", entry.type())
                    .put("name", entry.name()));
        }
        return catalog;
    }

    private ObjectNode endpoint(Entry entry, String face, String url) {
        return Json.object()
                .put("id", StableIds.plain("endpoint", entry.type() + "/" + face))
                .put("interface", face)
                .put("region_id", region)
                .put("url", url)
                .put("region", region);
    }
}
