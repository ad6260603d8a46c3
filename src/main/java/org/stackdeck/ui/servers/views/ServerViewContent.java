package org.stackdeck.ui.servers.views;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.servers.grid.ServerGridLayout;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.search.ServerGrouping;
import org.stackdeck.ui.servers.search.ServerSort;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Content of a saved view or of a URL.
 *
 * @param layout null for the layout of the user
 * @param ignored omitted parts, without duplicates
 */
@ViewLogic
record ServerViewContent(ServerGridQuery query, @Nullable ServerGridLayout layout, List<IgnoredPart> ignored) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String QUERY = "query";
    private static final String LAYOUT = "layout";
    private static final String COLUMNS = "columns";
    /** Parameters whose values are checked individually, or can be any text. */
    private static final Set<String> CHECKED = Set.of("q", "state", ServerGridQuery.SORT, "cloud", "project");
    /** Value of the URL parameter for the columns of the default layout. */
    private static final String DEFAULT_COLUMNS = "default";

    ServerViewContent {
        ignored = ignored.stream().distinct().toList();
    }

    static ServerViewContent of(ServerGridQuery query, @Nullable ServerGridLayout layout) {
        return new ServerViewContent(query, layout, List.of());
    }

    /** Parses stored content. Omits unknown parts and uses their defaults. */
    static ServerViewContent fromJson(String json) {
        JsonNode stored = parse(json);
        List<IgnoredPart> ignored = new ArrayList<>();
        if (!stored.path(QUERY).isObject() || !stored.path(LAYOUT).isObject()) {
            ignored.add(new IgnoredPart(IgnoredPart.Kind.CONTENT, ""));
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        stored.path(QUERY)
                .properties()
                .forEach(
                        entry -> parameters.put(entry.getKey(), entry.getValue().asString("")));
        ServerGridQuery query = parseQuery(parameters, ignored);
        parameters.forEach((name, value) -> {
            if (!query.toParameters().containsKey(name) && !CHECKED.contains(name)) {
                ignored.add(new IgnoredPart(IgnoredPart.Kind.FILTER, name + ":" + value));
            }
        });
        JsonNode columns = stored.path(LAYOUT).path(COLUMNS);
        if (!columns.isArray() && !columns.isNull() && !columns.isMissingNode()) {
            ignored.add(new IgnoredPart(IgnoredPart.Kind.COLUMN, columns.toString()));
        }
        columns.forEach(column -> addUnknownColumn(column.asString(""), IgnoredPart.Kind.COLUMN, ignored));
        JsonNode grouping = stored.path(LAYOUT).path(ServerGrouping.PARAMETER);
        if (!grouping.isNull() && !grouping.isMissingNode()) {
            addUnknownGrouping(grouping.asString(grouping.toString()), ignored);
        }
        return new ServerViewContent(
                query, ServerGridLayout.fromJson(stored.path(LAYOUT).toString()), ignored);
    }

    /**
     * Parses the query parameters of a URL. Without columns, the layout is null and the result does not contain the
     * grouping.
     */
    static ServerViewContent fromParameters(Map<String, List<String>> parameters) {
        Map<String, String> single = new LinkedHashMap<>();
        parameters.forEach((name, values) -> values.stream()
                .filter(value -> !value.isBlank())
                .findFirst()
                .ifPresent(value -> single.put(name, value)));
        List<IgnoredPart> ignored = new ArrayList<>();
        ServerGridQuery query = parseQuery(single, ignored);
        String group = single.get(ServerGrouping.PARAMETER);
        if (group != null) {
            addUnknownGrouping(group, ignored);
        }
        ServerGrouping grouping = ServerGrouping.fromParameters(parameters).orElse(ServerGrouping.NONE);
        String columns = single.get(COLUMNS);
        if (columns == null || columns.equals(DEFAULT_COLUMNS)) {
            return new ServerViewContent(
                    query, columns == null ? null : ServerGridLayout.DEFAULT.withGrouping(grouping), ignored);
        }
        List<ServerSort.Column> known = new ArrayList<>();
        for (String code : columns.split(",", -1)) {
            addUnknownColumn(code, IgnoredPart.Kind.COLUMN, ignored);
            ServerSort.Column.fromCode(code).ifPresent(known::add);
        }
        ServerGridLayout layout =
                known.isEmpty() ? ServerGridLayout.DEFAULT : ServerGridLayout.DEFAULT.withColumns(known);
        return new ServerViewContent(query, layout.withGrouping(grouping), ignored);
    }

    /**
     * Parses the query parameters of a URL.
     *
     * @param defaultOrder sort order if the URL contains neither a sort order nor columns
     */
    static ServerViewContent fromParameters(Map<String, List<String>> parameters, ServerSort defaultOrder) {
        ServerViewContent content = fromParameters(parameters);
        return content.layout() != null || parameters.containsKey(ServerGridQuery.SORT)
                ? content
                : new ServerViewContent(content.query().withOrder(defaultOrder), null, content.ignored());
    }

    private static ServerGridQuery parseQuery(Map<String, String> parameters, List<IgnoredPart> ignored) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        parameters.forEach((name, value) -> values.put(name, List.of(value)));
        ServerGridQuery query = ServerGridQuery.fromParameters(values);
        for (String state : codes(parameters, "state")) {
            if (ServerStateGroup.fromCode(state).isEmpty()) {
                ignored.add(new IgnoredPart(IgnoredPart.Kind.STATE, state));
            }
        }
        for (String key : codes(parameters, "sort")) {
            addUnknownColumn(key.startsWith("-") ? key.substring(1) : key, IgnoredPart.Kind.SORT, ignored);
        }
        String search = parameters.getOrDefault("q", "");
        if (search.length() > query.search().length()) {
            ignored.add(new IgnoredPart(
                    IgnoredPart.Kind.SEARCH_END, search.substring(query.search().length())));
        }
        return query;
    }

    private static List<String> codes(Map<String, String> parameters, String name) {
        String value = parameters.getOrDefault(name, "");
        return value.isBlank() ? List.of() : Arrays.asList(value.split(",", -1));
    }

    private static void addUnknownColumn(String code, IgnoredPart.Kind kind, List<IgnoredPart> ignored) {
        if (ServerSort.Column.fromCode(code).isEmpty()) {
            ignored.add(new IgnoredPart(kind, code));
        }
    }

    private static void addUnknownGrouping(String code, List<IgnoredPart> ignored) {
        if (ServerGrouping.fromCode(code).isEmpty()) {
            ignored.add(new IgnoredPart(IgnoredPart.Kind.GROUPING, code));
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    boolean isComplete() {
        return ignored.isEmpty();
    }

    /** @throws NullPointerException if the layout is null */
    String toJson() {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode parameters = json.putObject(QUERY);
        query.toParameters().forEach(parameters::put);
        json.set(LAYOUT, JSON.readTree(displayedLayout().toJson()));
        return json.toString();
    }

    private ServerGridLayout displayedLayout() {
        return Objects.requireNonNull(layout, "the layout is that of the user");
    }

    /**
     * Returns the query parameters of a URL that shows the same filters, sort order, columns and grouping to any user.
     * If the layout is that of the user, returns only the filters and the sort order.
     */
    Map<String, String> toParameters() {
        Map<String, String> parameters = new LinkedHashMap<>(query.toParameters());
        if (layout != null) {
            List<ServerSort.Column> columns = layout.columns();
            parameters.put(
                    COLUMNS,
                    columns == null
                            ? DEFAULT_COLUMNS
                            : String.join(
                                    ",",
                                    columns.stream()
                                            .map(ServerSort.Column::code)
                                            .toList()));
            parameters.put(ServerGrouping.PARAMETER, layout.grouping().code());
        }
        return parameters;
    }

    boolean isUnchanged(ServerGridQuery otherQuery, ServerGridLayout otherLayout) {
        return query.equals(otherQuery) && otherLayout.equals(layout);
    }
}
