package org.stackdeck.ui.servers.state;

import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.i18n.Message;

/**
 * State of a server as users see it: the state in the cloud joined with the operations of Stackdeck.
 *
 * @param labelKey last part of the message key, below {@code servers.state.}
 * @param reason why the server is in this state, or who requested the pending operation; null if there is none
 * @param percent progress of a transition, 1 to 100; null if unknown, for pending operations, and without a transition
 */
@ViewLogic
public record DisplayedServerState(
        ServerStateGroup group,
        String labelKey,
        @Nullable Message reason,
        @Nullable Integer percent) {

    /** @param latest the latest operation if it has not ended or has failed recently; otherwise null */
    public static DisplayedServerState of(Server server, @Nullable Operation latest, UserId viewer) {
        if (latest != null && !latest.state().isFinal()) {
            String word = server.task()
                    .map(ServerStateMessageKeys::key)
                    .orElse(ServerStateMessageKeys.key(latest.serverAction()));
            return new DisplayedServerState(ServerStateGroup.MOVING, word, requestedBy(latest, viewer), null);
        }
        String word =
                server.task().map(ServerStateMessageKeys::key).orElse(ServerStateMessageKeys.key(server.status()));
        Integer percent =
                server.inTransition() && server.progress() != null && server.progress() > 0 ? server.progress() : null;
        Message reason = latest != null ? failed(latest) : serverReason(server);
        return new DisplayedServerState(ServerStateGroup.of(server), word, reason, percent);
    }

    public static DisplayedServerState ofPending(Operation createOperation, UserId viewer) {
        String word = createOperation.state() == Operation.State.WAITING
                ? "waiting"
                : ServerStateMessageKeys.key(createOperation.serverAction());
        return new DisplayedServerState(ServerStateGroup.MOVING, word, requestedBy(createOperation, viewer), null);
    }

    public boolean isMoving() {
        return group == ServerStateGroup.MOVING;
    }

    private static Message requestedBy(Operation operation, UserId viewer) {
        return operation.userId().equals(viewer)
                ? Message.of("servers.asked.you")
                : Message.of("servers.asked.other", operation.userName().value());
    }

    private static Message failed(Operation operation) {
        return Message.of("servers.failed." + operation.action().code());
    }

    private static @Nullable Message serverReason(Server server) {
        if (server.inTransition()) {
            return null;
        }
        if (server.status() == ServerStatus.VERIFY_RESIZE) {
            return Message.of("servers.reason.confirm-resize");
        }
        return server.status() == ServerStatus.ERROR && server.fault() != null
                ? new Message.Verbatim(server.fault().message())
                : null;
    }
}
