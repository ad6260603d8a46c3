package org.stackdeck.operations.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.OperationFilter;

/** Builds the where clause of operation queries, with its parameters. */
final class OperationQueryCriteria {

    private final List<String> parts = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** @param part SQL with a question mark for each value */
    OperationQueryCriteria and(String part, Object... compared) {
        parts.add(part);
        values.addAll(List.of(compared));
        return this;
    }

    OperationQueryCriteria and(OperationFilter filter, UserId asker) {
        if (filter.ownOnly()) {
            and("user_id = ?", asker.toString());
        }
        if (!filter.includesAllStates()) {
            List<String> states =
                    filter.states().stream().map(Enum::name).sorted().toList();
            and("state in (" + String.join(", ", Collections.nCopies(states.size(), "?")) + ")", states.toArray());
        }
        if (filter.action() != null) {
            and("action = ?", filter.action().name());
        }
        if (filter.server() != null) {
            and("(coalesce(created_id, server_id) = ? or server_name = ?)", filter.server(), filter.server());
        }
        return this;
    }

    /** Empty if all rows match. */
    String whereClause() {
        return parts.isEmpty() ? "" : "where " + String.join(" and ", parts);
    }

    /** In the order of the question marks. */
    List<Object> values() {
        return List.copyOf(values);
    }
}
