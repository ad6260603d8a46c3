package org.stackdeck.api;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationFilter;

/**
 * Query parameters for listing operations.
 *
 * @param own {@code true} for the caller's own operations, or {@code false}
 * @param state one or more states, separated by commas
 * @param action name of a {@link ServerAction}
 * @param server id or name
 * @param limit 1 to {@value #MOST}, by default {@value #USUAL}
 */
record OperationsWish(
        @Nullable String own,
        @Nullable String state,
        @Nullable String action,
        @Nullable String server,
        @Nullable String limit) {

    private static final int MOST = 500;
    private static final int USUAL = 100;
    private static final int LONGEST = 255;

    OperationFilter filter() {
        return new OperationFilter(ownOnly(), states(), parsedAction(), parsedServer());
    }

    int most() {
        if (limit == null) {
            return USUAL;
        }
        if (!limit.matches("[0-9]{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
            throw bad("limit", "1–" + MOST);
        }
        return Integer.parseInt(limit);
    }

    private boolean ownOnly() {
        return switch (own) {
            case null -> false;
            case "true" -> true;
            case "false" -> false;
            default -> throw bad("own", "true, false");
        };
    }

    private Set<Operation.State> states() {
        if (state == null) {
            return OperationFilter.ALL.states();
        }
        Set<Operation.State> states = EnumSet.noneOf(Operation.State.class);
        for (String word : state.split(",", -1)) {
            states.add(Arrays.stream(Operation.State.values())
                    .filter(known -> known.name().equals(word))
                    .findFirst()
                    .orElseThrow(() -> bad(
                            "state",
                            Arrays.stream(Operation.State.values())
                                    .map(Enum::name)
                                    .collect(Collectors.joining(", ")))));
        }
        return states;
    }

    private @Nullable ServerAction parsedAction() {
        if (action == null) {
            return null;
        }
        return ServerAction.ofWord(action)
                .orElseThrow(() -> bad(
                        "action",
                        Arrays.stream(ServerAction.values())
                                .map(ServerAction::word)
                                .collect(Collectors.joining(", "))));
    }

    private @Nullable String parsedServer() {
        if (server != null && (server.isBlank() || server.length() > LONGEST)) {
            throw ProblemException.badField("server", "bad-parameter", "server", Integer.toString(LONGEST));
        }
        return server;
    }

    private static ProblemException bad(String parameter, String taken) {
        return ProblemException.badField(parameter, "bad-query", parameter, taken);
    }
}
