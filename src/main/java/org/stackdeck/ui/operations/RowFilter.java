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
 * What a person wants to see of the operations, as it stands in the page's address.
 *
 * @param text of which each word must occur
 */
@ViewModel
record RowFilter(boolean ownOnly, Standing standing, String text) {

    static final int LONGEST = 200;
    static final RowFilter NONE = new RowFilter(false, Standing.ANY, "");

    private static final String OWN = "own";
    private static final String STATE = "state";
    private static final String TEXT = "q";

    /** How it stands with an operation, as far as people ask. */
    enum Standing {
        ANY(EnumSet.allOf(Operation.State.class)),
        UNDER_WAY(EnumSet.of(Operation.State.WAITING, Operation.State.RUNNING)),
        FAILED(EnumSet.of(Operation.State.FAILED));

        private final Set<Operation.State> states;

        Standing(Set<Operation.State> states) {
            this.states = states;
        }

        /** As the REST interface takes it. */
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

    /** Or any, where it is that already. */
    RowFilter toggle(Standing other) {
        return new RowFilter(ownOnly, standing == other ? Standing.ANY : other, text);
    }

    RowFilter text(String newText) {
        return new RowFilter(ownOnly, standing, newText);
    }

    boolean takes(Operation.State state) {
        return standing.states.contains(state);
    }

    /** @param said all that can be read of an operation */
    boolean takes(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+", -1)).allMatch(lower::contains);
    }

    /** What is not understood counts as not said. */
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
