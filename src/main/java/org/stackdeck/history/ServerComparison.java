package org.stackdeck.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStatus;

/** Compares two states of a server. */
final class ServerComparison {

    private ServerComparison() {}

    /**
     * Returns whether the state can be compared. While Nova performs a task, the status is temporary, and the
     * comparison with the state before the task is delayed until the task ends.
     */
    static boolean isSettled(Server server) {
        return server.status() == ServerStatus.ERROR
                || (!server.inTransition() && server.status() != ServerStatus.UNKNOWN);
    }

    /** Returns the changes between two states; the second state is settled. */
    static List<ServerChangeKind> changes(Server before, Server after) {
        List<ServerChangeKind> kinds = new ArrayList<>();
        statusChange(before.status(), after.status()).ifPresent(kinds::add);
        if (!before.flavor().equals(after.flavor())) {
            kinds.add(ServerChangeKind.RESIZED);
        }
        if (!before.name().equals(after.name())) {
            kinds.add(ServerChangeKind.RENAMED);
        }
        return kinds;
    }

    /** Returns the change of the status. The end of a creation or of a resize is not a separate change. */
    private static Optional<ServerChangeKind> statusChange(ServerStatus before, ServerStatus after) {
        Optional<ServerChangeKind> kind = ServerChangeKind.of(after);
        return before == after
                        || kind.equals(ServerChangeKind.of(before))
                        || (after != ServerStatus.ERROR
                                && (before.isTransitional() || before == ServerStatus.VERIFY_RESIZE))
                ? Optional.empty()
                : kind;
    }
}
