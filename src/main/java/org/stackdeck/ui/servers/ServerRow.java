package org.stackdeck.ui.servers;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Owner;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Answer;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Protection;
import org.stackdeck.ui.ViewModel;

/**
 * One row of the grid, created when it becomes visible. Server objects are shared by all viewers.
 *
 * @param owner null if there is none
 * @param own whether the server belongs to the user whose servers are shown
 * @param protection null for an unprotected server
 * @param maker operation that creates the server, which does not exist yet; null for an existing server
 */
@ViewModel
record ServerRow(
        Server server,
        ShownState state,
        @Nullable Owner owner,
        boolean own,
        @Nullable Protection protection,
        Map<ServerAction, Answer> answers,
        @Nullable Operation maker) {

    static ServerRow awaited(Server standIn, Operation maker, UserId viewer, Belonging belonging) {
        return new ServerRow(
                standIn,
                ShownState.awaited(maker, viewer),
                belonging.of(standIn).orElse(null),
                belonging.own(standIn),
                null,
                Map.of(),
                maker);
    }

    ServerKey key() {
        return server.key();
    }

    /** Returns whether the server exists. */
    boolean there() {
        return maker == null;
    }

    boolean can(ServerAction action) {
        Answer answer = answers.get(action);
        return answer != null && answer.available();
    }

    /** Returns the state as reported by Nova: {@code status / task_state / power_state}; empty for a pending server. */
    String raw() {
        if (!there()) {
            return "";
        }
        return server.status() + " / "
                + server.task()
                        .map(task -> task.name().toLowerCase(java.util.Locale.ROOT))
                        .orElse("-")
                + " / "
                + server.powerState();
    }
}
