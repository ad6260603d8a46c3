package org.stackdeck.ui.operations;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.stackdeck.inventory.search.SearchQuery;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewLogic;

/**
 * Filter of the operations list. The URL contains the filter.
 *
 * @param text search text; each word must occur in the searchable text of the operation
 */
@ViewLogic
record OperationRowFilter(boolean ownOnly, StatusFilter status, String text) {

    static final int MAX_TEXT_LENGTH = 200;
    static final OperationRowFilter NONE = new OperationRowFilter(false, StatusFilter.ANY, "");

    private static final String OWN = "own";
    private static final String STATE = "state";
    private static final String TEXT = "q";

    enum StatusFilter {
        ANY(EnumSet.allOf(Operation.State.class)),
        IN_PROGRESS(EnumSet.of(Operation.State.WAITING, Operation.State.RUNNING)),
        FAILED(EnumSet.of(Operation.State.FAILED));

        private final Set<Operation.State> states;

        StatusFilter(Set<Operation.State> states) {
            this.states = states;
        }

        /** Returns the value of the URL parameter, in the format of the REST API. */
        private String parameterValue() {
            return states.stream().map(Enum::name).collect(Collectors.joining(","));
        }
    }

    OperationRowFilter {
        text = text.strip();
        text = text.length() <= MAX_TEXT_LENGTH ? text : text.substring(0, MAX_TEXT_LENGTH);
    }

    OperationRowFilter withOwnOnly(boolean only) {
        return new OperationRowFilter(only, status, text);
    }

    /** Returns a copy with this status, or without a status if this filter already has this status. */
    OperationRowFilter withToggledStatus(StatusFilter other) {
        return new OperationRowFilter(ownOnly, status == other ? StatusFilter.ANY : other, text);
    }

    OperationRowFilter withText(String newText) {
        return new OperationRowFilter(ownOnly, status, newText);
    }

    boolean matchesState(Operation.State state) {
        return status.states.contains(state);
    }

    boolean matchesText(String searchText) {
        return SearchQuery.ofWords(text).isContainedIn(searchText);
    }

    /** Parses query parameters and ignores invalid values. */
    static OperationRowFilter fromParameters(Map<String, List<String>> parameters) {
        return new OperationRowFilter(
                parameters.containsKey(OWN),
                first(parameters, STATE)
                        .flatMap(name -> Arrays.stream(StatusFilter.values())
                                .filter(statusFilter ->
                                        statusFilter.parameterValue().equals(name))
                                .findFirst())
                        .orElse(StatusFilter.ANY),
                first(parameters, TEXT).orElse(""));
    }

    Map<String, String> toParameters() {
        Map<String, String> parameters = new TreeMap<>();
        if (ownOnly) {
            parameters.put(OWN, "true");
        }
        if (status != StatusFilter.ANY) {
            parameters.put(STATE, status.parameterValue());
        }
        if (!text.isEmpty()) {
            parameters.put(TEXT, text);
        }
        return parameters;
    }

    private static Optional<String> first(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream().findFirst();
    }
}
