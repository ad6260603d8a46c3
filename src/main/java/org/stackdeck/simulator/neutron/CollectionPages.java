package org.stackdeck.simulator.neutron;

import java.util.List;
import org.stackdeck.simulator.http.QueryParameters;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Filters and pages the lists of the simulated Neutron. */
final class CollectionPages {

    private final String address;

    /** @param address URL of the collections with a trailing slash */
    CollectionPages(String address) {
        this.address = address;
    }

    /** Returns the page of the collection that the filters, limit and marker of the query select. */
    ObjectNode page(String collection, List<ObjectNode> all, QueryParameters queryParameters) {
        String name = collection.replace('-', '_');
        List<ObjectNode> found =
                all.stream().filter(o -> fits(o, queryParameters)).toList();
        int limit = queryParameters
                .last("limit")
                .filter(l -> l.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(Integer.MAX_VALUE);
        String marker = queryParameters.last("marker").orElse(null);
        int from = marker == null
                ? 0
                : 1
                        + found.stream()
                                .map(o -> o.path("id").asString(""))
                                .toList()
                                .indexOf(marker);
        List<ObjectNode> page = found.subList(from, (int) Math.min(found.size(), (long) from + limit));
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray(name);
        page.forEach(list::add);
        // Like Neutron, add a link whenever the page is full.
        if (!page.isEmpty() && page.size() == limit) {
            String last = page.getLast().path("id").asString("");
            document.putArray(name + "_links")
                    .add(Json.link("next", address + collection + "?" + queryParameters.withParameter("marker", last)));
        }
        return document;
    }

    /**
     * Returns whether the object matches the query. Like Neutron, filters by any attribute. A repeated attribute
     * matches any of its values.
     */
    private static boolean fits(ObjectNode object, QueryParameters queryParameters) {
        return queryParameters.values().entrySet().stream()
                .filter(e -> object.has(e.getKey()))
                .allMatch(e -> e.getValue().contains(object.path(e.getKey()).asString("")));
    }
}
