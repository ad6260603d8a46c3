package org.stackdeck.ui.servers;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Owner;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.operations.Answer;
import org.stackdeck.ui.ViewModel;

/**
 * One line of the grid, made when it comes into sight: the servers themselves are shared by all who look.
 *
 * @param owner null for nobody
 * @param own whether it belongs to the person whose servers are shown
 */
@ViewModel
record ServerRow(
        Server server, ShownState state, @Nullable Owner owner, boolean own, Map<ServerAction, Answer> answers) {

    ServerKey key() {
        return server.key();
    }

    boolean can(ServerAction action) {
        Answer answer = answers.get(action);
        return answer != null && answer.available();
    }

    /** What Nova itself says, for those who know its words: {@code status / task_state / power_state}. */
    String raw() {
        return server.status() + " / "
                + server.task()
                        .map(task -> task.name().toLowerCase(java.util.Locale.ROOT))
                        .orElse("-")
                + " / "
                + server.powerState();
    }
}
