package org.stackdeck.ui.resources.list;

import com.vaadin.flow.router.QueryParameters;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.inventory.search.SearchQuery;
import org.stackdeck.ui.resources.ResourceRoutes;

/**
 * Search, states and sort order of a list of resources. All are part of the URL of the page.
 *
 * @param states lower-case states of the filter; empty for all
 */
record ResourceListQuery(String search, Set<String> states, ResourceSort sort) {

    private static final String SORT = "sort";
    private static final String STATE = "state";
    private static final int MAX_STATES = 20;
    private static final int MAX_STATE_LENGTH = 64;

    ResourceListQuery {
        search = search.length() > SearchQuery.MAX_LENGTH ? search.substring(0, SearchQuery.MAX_LENGTH) : search;
        states = Set.copyOf(states);
    }

    /** Parses query parameters and ignores invalid values. */
    static ResourceListQuery of(ResourceKind kind, QueryParameters parameters) {
        return new ResourceListQuery(
                parameters.getSingleParameter(ResourceRoutes.SEARCH).orElse(""),
                ResourceStateFilterChips.exists(kind)
                        ? states(parameters.getSingleParameter(STATE).orElse(""))
                        : Set.of(),
                ResourceSort.parse(parameters.getSingleParameter(SORT).orElse(""), kind));
    }

    private static Set<String> states(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(state -> SearchQuery.statusCode(state.strip()))
                .filter(state -> !state.isEmpty() && state.length() <= MAX_STATE_LENGTH)
                .limit(MAX_STATES)
                .collect(Collectors.toSet());
    }

    QueryParameters toParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (!search.isBlank()) {
            parameters.put(ResourceRoutes.SEARCH, search);
        }
        if (!states.isEmpty()) {
            parameters.put(STATE, states.stream().sorted().collect(Collectors.joining(",")));
        }
        if (!sort.equals(ResourceSort.BY_NAME)) {
            parameters.put(SORT, sort.code());
        }
        return QueryParameters.simple(parameters);
    }

    ResourceListQuery withSearch(String text) {
        return new ResourceListQuery(text, states, sort);
    }

    ResourceListQuery withSort(ResourceSort other) {
        return new ResourceListQuery(search, states, other);
    }

    /** Adds the state to the filter, or removes it. */
    ResourceListQuery withToggledState(String state) {
        Set<String> toggled = new HashSet<>(states);
        if (!toggled.remove(state)) {
            toggled.add(state);
        }
        return new ResourceListQuery(search, toggled, sort);
    }

    ResourceListQuery withoutFilter() {
        return new ResourceListQuery("", Set.of(), sort);
    }
}
