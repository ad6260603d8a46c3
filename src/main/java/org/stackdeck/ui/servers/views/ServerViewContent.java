package org.stackdeck.ui.servers.views;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.servers.grid.ServerGridLayout;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Content of a saved view.
 *
 * @param complete false if parts of the stored content are unknown and were left out
 */
@ViewLogic
record ServerViewContent(ServerGridQuery query, ServerGridLayout layout, boolean complete) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String QUERY = "query";
    private static final String LAYOUT = "layout";
    private static final String COLUMNS = "columns";

    static ServerViewContent of(ServerGridQuery query, ServerGridLayout layout) {
        return new ServerViewContent(query, layout, true);
    }

    /** Parses stored content. Replaces unknown parts with their defaults. */
    static ServerViewContent fromJson(String json) {
        JsonNode stored = parse(json);
        Map<String, String> parameters = new LinkedHashMap<>();
        stored.path(QUERY)
                .properties()
                .forEach(
                        entry -> parameters.put(entry.getKey(), entry.getValue().asString("")));
        Map<String, List<String>> values = new LinkedHashMap<>();
        parameters.forEach((name, value) -> values.put(name, List.of(value)));
        ServerGridQuery query = ServerGridQuery.fromParameters(values);
        JsonNode layout = stored.path(LAYOUT);
        ServerGridLayout known = ServerGridLayout.fromJson(layout.toString());
        return new ServerViewContent(
                query,
                known,
                stored.path(QUERY).isObject()
                        && query.toParameters().equals(parameters)
                        && parse(known.toJson()).path(COLUMNS).equals(layout.path(COLUMNS)));
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    String toJson() {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode parameters = json.putObject(QUERY);
        query.toParameters().forEach(parameters::put);
        json.set(LAYOUT, JSON.readTree(layout.toJson()));
        return json.toString();
    }

    boolean isUnchanged(ServerGridQuery otherQuery, ServerGridLayout otherLayout) {
        return query.equals(otherQuery) && layout.equals(otherLayout);
    }
}
