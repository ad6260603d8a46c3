package org.stackdeck.simulator.neutron;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.stackdeck.simulator.http.QueryParameters;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Filters, sorts and pages the lists of the simulated Neutron. */
final class CollectionPages {

    private final String address;

    /** @param address URL of the collections with a trailing slash */
    CollectionPages(String address) {
        this.address = address;
    }

    /** Returns the page of the collection that the filters, order, limit and marker of the query select. */
    ObjectNode page(String collection, List<ObjectNode> all, QueryParameters queryParameters) {
        String name = collection.replace('-', '_');
        queryParameters
                .values()
                .forEach((attribute, values) ->
                        values.forEach(value -> NeutronAttributes.checkFilter(collection, attribute, value)));
        List<ObjectNode> found = all.stream()
                .filter(o -> fits(o, queryParameters))
                .sorted(order(queryParameters))
                .toList();
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
        page.forEach(object -> list.add(selected(collection, object, queryParameters.all("fields"))));
        // Like Neutron, add a link whenever the page is full.
        if (!page.isEmpty() && page.size() == limit) {
            String last = page.getLast().path("id").asString("");
            document.putArray(name + "_links")
                    .add(Json.link("next", address + collection + "?" + queryParameters.withParameter("marker", last)));
        }
        return document;
    }

    /** Returns the fields of the request. Neutron always adds the project to an address group. */
    private static ObjectNode selected(String collection, ObjectNode object, List<String> fields) {
        if (fields.isEmpty()) {
            return object;
        }
        List<String> retained = new ArrayList<>(fields);
        if (collection.equals("address-groups")) {
            retained.add("tenant_id");
        }
        ObjectNode selected = Json.object();
        // A copy of all fields would take longer than the rest of a large list.
        retained.stream().filter(object::has).forEach(field -> selected.set(field, object.get(field)));
        return selected;
    }

    private static Comparator<ObjectNode> order(QueryParameters queryParameters) {
        List<String> keys = queryParameters.all("sort_key");
        List<String> directions = queryParameters.all("sort_dir");
        if (keys.size() != directions.size()) {
            throw new NeutronException(400, "HTTPBadRequest", "The number of sort_keys and sort_dirs must be same");
        }
        Comparator<ObjectNode> order = (_, _) -> 0;
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            Comparator<ObjectNode> byKey =
                    Comparator.comparing(object -> object.path(key).asString(""));
            order = order.thenComparing(directions.get(i).equals("desc") ? byKey.reversed() : byKey);
        }
        return order;
    }

    /**
     * Returns whether the object matches the query. Like Neutron, filters by any attribute. A repeated attribute
     * matches any of its values.
     */
    private static boolean fits(ObjectNode object, QueryParameters queryParameters) {
        return queryParameters.values().entrySet().stream()
                .allMatch(filter -> fits(object, filter.getKey(), filter.getValue()));
    }

    private static boolean fits(ObjectNode object, String attribute, List<String> values) {
        return switch (attribute) {
            case "tags" -> tags(object).containsAll(split(values));
            case "tags-any" -> split(values).stream().anyMatch(tags(object)::contains);
            case "not-tags" -> !tags(object).containsAll(split(values));
            case "not-tags-any" -> split(values).stream().noneMatch(tags(object)::contains);
            // Neutron accepts this filter and ignores it.
            case "normalized_cidr" -> true;
            case "fixed_ips" -> hasAddress(object.path("fixed_ips"), values);
            default ->
                !object.has(attribute) || values.stream().anyMatch(value -> equal(object.path(attribute), value));
        };
    }

    private static boolean equal(JsonNode actual, String wanted) {
        if (actual.isBoolean()) {
            return Objects.equals(actual.asBoolean(), NeutronAttributes.flag(StringNode.valueOf(wanted)));
        }
        return !actual.isNull() && actual.asString("").equals(wanted);
    }

    private static Set<String> tags(ObjectNode object) {
        return object.path("tags").valueStream().map(tag -> tag.asString("")).collect(Collectors.toSet());
    }

    private static Set<String> split(List<String> values) {
        return values.stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .collect(Collectors.toSet());
    }

    /** @param values conditions such as {@code subnet_id=…}; conditions on the same member are alternatives */
    private static boolean hasAddress(JsonNode addresses, List<String> values) {
        Map<String, Set<String>> conditions = values.stream()
                .map(value -> value.split("=", 2))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(parts -> parts[0], parts -> Set.of(parts[1]), (one, other) -> {
                    Set<String> both = new HashSet<>(one);
                    both.addAll(other);
                    return both;
                }));
        return conditions.entrySet().stream()
                .allMatch(condition -> addresses
                        .valueStream()
                        .anyMatch(address -> condition
                                .getValue()
                                .contains(address.path(condition.getKey()).asString(""))));
    }
}
