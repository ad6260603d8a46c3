package org.stackdeck.operations;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.identity.UserId;

/**
 * Filter for listing operations.
 *
 * @param ownOnly only operations that the asker requested
 * @param states at least one
 * @param action null for all
 * @param server id of the server or its name at acceptance; null for all
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

    /** Whether the filter matches an operation for this user. */
    boolean matches(Operation operation, UserId asker) {
        return (!ownOnly || operation.userId().equals(asker))
                && states.contains(operation.state())
                && (action == null || operation.action() == action)
                && (server == null
                        || operation.server().id().value().equals(server)
                        || operation.serverName().equals(server));
    }
}
