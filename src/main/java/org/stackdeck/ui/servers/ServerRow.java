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
 * One line of the grid, made when it comes into sight: the servers themselves are shared by all who look.
 *
 * @param owner null for nobody
 * @param own whether it belongs to the person whose servers are shown
 * @param protection null for one that is not protected
 * @param maker makes the server for which this one stands, with which nothing can be done yet; null for one that is there
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

    /** Whether there is a server by now. */
    boolean there() {
        return maker == null;
    }

    boolean can(ServerAction action) {
        Answer answer = answers.get(action);
        return answer != null && answer.available();
    }

    /** What Nova itself says, for those who know its words: {@code status / task_state / power_state}; nothing as yet. */
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
