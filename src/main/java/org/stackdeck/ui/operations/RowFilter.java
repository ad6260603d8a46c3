package org.stackdeck.ui.operations;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewModel;

/**
 * Filter of the operations list, as in the URL.
 *
 * @param text each word must occur in the operation's text
 */
@ViewModel
record RowFilter(boolean ownOnly, Standing standing, String text) {

    static final int LONGEST = 200;
    static final RowFilter NONE = new RowFilter(false, Standing.ANY, "");

    private static final String OWN = "own";
    private static final String STATE = "state";
    private static final String TEXT = "q";

    /** Filter by status. */
    enum Standing {
        ANY(EnumSet.allOf(Operation.State.class)),
        UNDER_WAY(EnumSet.of(Operation.State.WAITING, Operation.State.RUNNING)),
        FAILED(EnumSet.of(Operation.State.FAILED));

        private final Set<Operation.State> states;

        Standing(Set<Operation.State> states) {
            this.states = states;
        }

        /** Returns the value in the format of the REST API. */
        private String said() {
            return states.stream().map(Enum::name).collect(Collectors.joining(","));
        }
    }

    RowFilter {
        text = text.strip();
        text = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    RowFilter own(boolean only) {
        return new RowFilter(only, standing, text);
    }

    /** Sets the status, or resets it if it is set already. */
    RowFilter toggle(Standing other) {
        return new RowFilter(ownOnly, standing == other ? Standing.ANY : other, text);
    }

    RowFilter text(String newText) {
        return new RowFilter(ownOnly, standing, newText);
    }

    boolean takes(Operation.State state) {
        return standing.states.contains(state);
    }

    /** @param said searchable text of an operation */
    boolean takes(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+", -1)).allMatch(lower::contains);
    }

    /** Parses query parameters and ignores invalid values. */
    static RowFilter of(Map<String, List<String>> parameters) {
        return new RowFilter(
                parameters.containsKey(OWN),
                first(parameters, STATE)
                        .flatMap(said -> Arrays.stream(Standing.values())
                                .filter(one -> one.said().equals(said))
                                .findFirst())
                        .orElse(Standing.ANY),
                first(parameters, TEXT).orElse(""));
    }

    Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        if (ownOnly) {
            parameters.put(OWN, "true");
        }
        if (standing != Standing.ANY) {
            parameters.put(STATE, standing.said());
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
