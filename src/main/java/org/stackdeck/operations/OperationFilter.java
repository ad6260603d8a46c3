package org.stackdeck.operations;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.CloudAction;

/**
 * Conditions for a list of operations.
 *
 * @param ownOnly whether to list only operations that the caller requested
 * @param states at least one
 * @param actions empty for all
 * @param server ID of the server or other resource, or its name at acceptance; null for all
 */
public record OperationFilter(
        boolean ownOnly,
        Set<Operation.State> states,
        Set<CloudAction> actions,
        @Nullable String server) {

    public static final OperationFilter ALL =
            new OperationFilter(false, EnumSet.allOf(Operation.State.class), Set.of(), null);

    public OperationFilter {
        if (states.isEmpty()) {
            throw new IllegalArgumentException("no state");
        }
        states = Set.copyOf(states);
        actions = Set.copyOf(actions);
    }

    public boolean includesAllStates() {
        return states.size() == Operation.State.values().length;
    }
}
