package org.stackdeck.ui.servers;

import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewModel;
import org.stackdeck.ui.component.Phrase;

/**
 * State of a server as users see it: the cloud's state joined with Stackdeck operations.
 *
 * @param word key below {@code servers.state.}
 * @param reason why the server is in this state, or who requested it
 * @param percent progress of a transition, 1 to 100; null if unknown, which Nova reports as 0
 */
@ViewModel
record ShownState(
        StateGroup group,
        String word,
        @Nullable Phrase reason,
        @Nullable Integer percent) {

    /** @param latest the latest operation that is still displayed: one that has not ended or that failed recently */
    static ShownState of(Server server, @Nullable Operation latest, UserId viewer) {
        if (latest != null && !latest.state().ended()) {
            String word = server.task().map(StateWords::of).orElse(StateWords.of(latest.action()));
            return new ShownState(StateGroup.MOVING, word, askedBy(latest, viewer), null);
        }
        String word = server.task().map(StateWords::of).orElse(StateWords.of(server.status()));
        Integer percent =
                server.inTransition() && server.progress() != null && server.progress() > 0 ? server.progress() : null;
        Phrase reason = latest != null ? failed(latest) : own(server);
        return new ShownState(StateGroup.of(server), word, reason, percent);
    }

    /** Returns the state of a pending server. */
    static ShownState awaited(Operation maker, UserId viewer) {
        String word = maker.state() == Operation.State.WAITING ? "waiting" : StateWords.of(maker.action());
        return new ShownState(StateGroup.MOVING, word, askedBy(maker, viewer), null);
    }

    boolean moving() {
        return group == StateGroup.MOVING;
    }

    private static Phrase askedBy(Operation operation, UserId viewer) {
        return operation.by().equals(viewer)
                ? Phrase.of("servers.asked.you")
                : Phrase.of("servers.asked.other", operation.byName().value());
    }

    private static Phrase failed(Operation operation) {
        return Phrase.of("servers.failed." + operation.action().word());
    }

    private static @Nullable Phrase own(Server server) {
        if (server.inTransition()) {
            return null;
        }
        if (server.status() == ServerStatus.VERIFY_RESIZE) {
            return Phrase.of("servers.reason.confirm-resize");
        }
        return server.status() == ServerStatus.ERROR && server.fault() != null
                ? new Phrase.Verbatim(server.fault().message())
                : null;
    }
}
