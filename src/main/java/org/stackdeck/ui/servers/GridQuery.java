package org.stackdeck.ui.servers;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Server;
import org.stackdeck.ui.ViewModel;

/**
 * Search, filters and sort order of the grid; all of it is part of the page's URL.
 *
 * @param states empty for all
 * @param cloud name of the only cloud to show, or null
 * @param project id of the only project to show, or null
 */
@ViewModel
record GridQuery(
        String search,
        Set<StateGroup> states,
        ServerOrder order,
        @Nullable String cloud,
        @Nullable String project) {

    static final GridQuery ALL = new GridQuery("", Set.of(), ServerOrder.BY_NAME, null, null);

    GridQuery {
        search = search.length() > SearchQuery.MAX_LENGTH ? search.substring(0, SearchQuery.MAX_LENGTH) : search;
        states = Set.copyOf(states);
    }

    /** Parses query parameters and ignores invalid values. */
    static GridQuery from(Map<String, List<String>> parameters) {
        EnumSet<StateGroup> states = EnumSet.noneOf(StateGroup.class);
        first(parameters, "state").stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(StateGroup::ofWord)
                .flatMap(Optional::stream)
                .forEach(states::add);
        String sort = first(parameters, "sort").orElse("");
        boolean descending = sort.startsWith("-");
        ServerOrder order = ServerOrder.Column.ofWord(descending ? sort.substring(1) : sort)
                .map(column -> new ServerOrder(column, descending))
                .orElse(ServerOrder.BY_NAME);
        return new GridQuery(
                first(parameters, "q").orElse(""),
                states,
                order,
                first(parameters, "cloud").orElse(null),
                first(parameters, "project").orElse(null));
    }

    Map<String, String> parameters() {
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
                    "state", states.stream().sorted().map(StateGroup::word).collect(Collectors.joining(",")));
        }
        if (!order.equals(ServerOrder.BY_NAME)) {
            parameters.put(
                    "sort", (order.descending() ? "-" : "") + order.column().word());
        }
        return parameters;
    }

    GridQuery withSearch(String typed) {
        return new GridQuery(typed, states, order, cloud, project);
    }

    GridQuery withOrder(ServerOrder newOrder) {
        return new GridQuery(search, states, newOrder, cloud, project);
    }

    /** Adds the state, or removes it if it is present. */
    GridQuery toggling(StateGroup state) {
        EnumSet<StateGroup> toggled = EnumSet.noneOf(StateGroup.class);
        toggled.addAll(states);
        if (!toggled.remove(state)) {
            toggled.add(state);
        }
        return new GridQuery(search, toggled, order, cloud, project);
    }

    /** Returns the same scope and sort order without search and states. */
    GridQuery cleared() {
        return new GridQuery("", Set.of(), order, cloud, project);
    }

    boolean filters() {
        return !search.isBlank() || !states.isEmpty();
    }

    boolean covers(Server server) {
        return (cloud == null || cloud.equals(server.cloud().value()))
                && (project == null || project.equals(server.project().id().value()));
    }

    private static Optional<String> first(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.get(name);
        return values == null
                ? Optional.empty()
                : values.stream().filter(v -> !v.isBlank()).findFirst();
    }
}
