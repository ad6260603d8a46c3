package org.stackdeck.operations;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ServerAction;

/**
 * @param ownOnly whether to list only operations that the caller requested
 * @param states at least one
 * @param action null for all
 * @param server ID of the server or its name at acceptance; null for all
 */
public record OperationFilter(
        boolean ownOnly,
        Set<Operation.State> states,
        @Nullable ServerAction action,
        @Nullable String server) {

    public static final OperationFilter ALL =
            new OperationFilter(false, EnumSet.allOf(Operation.State.class), null, null);

    public OperationFilter {
        if (states.isEmpty()) {
            throw new IllegalArgumentException("no state");
        }
        states = Set.copyOf(states);
    }

    public boolean includesAllStates() {
        return states.size() == Operation.State.values().length;
    }
}
