package org.stackdeck.api.operations;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationFilter;

/**
 * Query parameters of the list of operations.
 *
 * @param own {@code true} for only the caller's own operations; {@code false} by default
 * @param state one or more states, separated by commas
 * @param action name of an action on servers or on any other kind of resource
 * @param server ID or name of the server or other resource
 * @param limit maximum number of operations, 1 to {@value #MAX_LIMIT}; by default {@value #DEFAULT_LIMIT}
 */
record OperationQueryParameters(
        @Nullable String own,
        @Nullable String state,
        @Nullable String action,
        @Nullable String server,
        @Nullable String limit) {

    private static final int MAX_LIMIT = 500;
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_SERVER_LENGTH = 255;

    OperationFilter toFilter() {
        return new OperationFilter(parseOwn(), parseStates(), parseActions(), parseServer());
    }

    int parseLimit() {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (!limit.matches("[0-9]{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MAX_LIMIT) {
            throw invalidParameter("limit", "1–" + MAX_LIMIT);
        }
        return Integer.parseInt(limit);
    }

    private boolean parseOwn() {
        return switch (own) {
            case null -> false;
            case "true" -> true;
            case "false" -> false;
            default -> throw invalidParameter("own", "true, false");
        };
    }

    private Set<Operation.State> parseStates() {
        if (state == null) {
            return OperationFilter.ALL.states();
        }
        Set<Operation.State> states = EnumSet.noneOf(Operation.State.class);
        for (String name : state.split(",", -1)) {
            states.add(Arrays.stream(Operation.State.values())
                    .filter(known -> known.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> invalidParameter(
                            "state",
                            Arrays.stream(Operation.State.values())
                                    .map(Enum::name)
                                    .collect(Collectors.joining(", ")))));
        }
        return states;
    }

    private Set<CloudAction> parseActions() {
        if (action == null) {
            return Set.of();
        }
        Set<CloudAction> found =
                CloudAction.all().filter(known -> known.code().equals(action)).collect(Collectors.toSet());
        if (found.isEmpty()) {
            throw invalidParameter(
                    "action",
                    CloudAction.all().map(CloudAction::code).distinct().collect(Collectors.joining(", ")));
        }
        return found;
    }

    private @Nullable String parseServer() {
        if (server != null
                && (server.isBlank()
                        || server.length() > MAX_SERVER_LENGTH
                        || server.chars().anyMatch(Character::isISOControl))) {
            throw ProblemException.invalidField("server", "bad-parameter", MAX_SERVER_LENGTH);
        }
        return server;
    }

    private static ProblemException invalidParameter(String parameter, String taken) {
        return ProblemException.invalidField(parameter, "bad-query", taken);
    }
}
