package org.stackdeck.ui.servers.search;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.inventory.search.SearchQuery;
import org.stackdeck.inventory.search.ServerSearchProperty;
import org.stackdeck.inventory.search.ServerSearchQuery;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.search.SearchSuggestions;

/**
 * Search, filters and sort order of the grid. All of them are part of the URL of the page.
 *
 * @param states empty for all
 * @param cloud name of the only cloud to show, or null
 * @param project ID of the only project to show, or null
 */
@ViewLogic
public record ServerGridQuery(
        String search,
        Set<ServerStateGroup> states,
        ServerSort order,
        @Nullable String cloud,
        @Nullable String project) {

    /** Query parameter with the code of the sort order. */
    public static final String SORT = "sort";

    public static final ServerGridQuery ALL = new ServerGridQuery("", Set.of(), ServerSort.BY_NAME, null, null);

    public ServerGridQuery {
        search = search.length() > SearchQuery.MAX_LENGTH ? search.substring(0, SearchQuery.MAX_LENGTH) : search;
        states = Set.copyOf(states);
    }

    /** Parses query parameters and ignores invalid values. */
    public static ServerGridQuery fromParameters(Map<String, List<String>> parameters) {
        EnumSet<ServerStateGroup> states = EnumSet.noneOf(ServerStateGroup.class);
        first(parameters, "state").stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(ServerStateGroup::fromCode)
                .flatMap(Optional::stream)
                .forEach(states::add);
        return new ServerGridQuery(
                first(parameters, "q").orElse(""),
                states,
                ServerSort.parse(first(parameters, SORT).orElse("")),
                first(parameters, "cloud").orElse(null),
                first(parameters, "project").orElse(null));
    }

    public Map<String, String> toParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (cloud != null) {
            parameters.put("cloud", cloud);
        }
        if (project != null) {
            parameters.put("project", project);
        }
        if (!search.isBlank()) {
            parameters.put("q", search);
        }
        if (!states.isEmpty()) {
            parameters.put(
                    "state",
                    states.stream().sorted().map(ServerStateGroup::code).collect(Collectors.joining(",")));
        }
        if (!order.equals(ServerSort.BY_NAME)) {
            parameters.put(SORT, order.code());
        }
        return parameters;
    }

    public ServerGridQuery withSearch(String typed) {
        return new ServerGridQuery(typed, states, order, cloud, project);
    }

    public ServerGridQuery withOrder(ServerSort newOrder) {
        return new ServerGridQuery(search, states, newOrder, cloud, project);
    }

    public ServerGridQuery withStates(Set<ServerStateGroup> newStates) {
        return new ServerGridQuery(search, newStates, order, cloud, project);
    }

    /** Returns a copy with the state added, or removed if the query already contains it. */
    public ServerGridQuery withToggledState(ServerStateGroup state) {
        EnumSet<ServerStateGroup> toggled = EnumSet.noneOf(ServerStateGroup.class);
        toggled.addAll(states);
        if (!toggled.remove(state)) {
            toggled.add(state);
        }
        return new ServerGridQuery(search, toggled, order, cloud, project);
    }

    /** Returns a copy with the same scope and sort order, but without search text and states. */
    public ServerGridQuery withoutFilters() {
        return new ServerGridQuery("", Set.of(), order, cloud, project);
    }

    /** Returns a copy for all clouds and projects. */
    public ServerGridQuery withoutScope() {
        return new ServerGridQuery(search, states, order, null, null);
    }

    /** Returns the words of the search that have the form of a token with an unknown key. */
    public List<String> unknownTokens() {
        return ServerSearchQuery.parse(search).query().words().stream()
                .filter(word -> SearchSuggestions.unknownKey(word, ServerSearchProperty.ALL)
                        .isPresent())
                .toList();
    }

    /** Returns the values of filters that no server can have. */
    public List<String> unknownValues() {
        return ServerSearchQuery.parse(search).query().unknownValues().toList();
    }

    private static Optional<String> first(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.get(name);
        return values == null
                ? Optional.empty()
                : values.stream().filter(v -> !v.isBlank()).findFirst();
    }
}
