package org.stackdeck.operations;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/**
 * An action that was accepted, from then to its end.
 *
 * @param server one that is being made has a key of the console's own until the cloud has begun with it; see {@link #begun}
 * @param serverName the server's name when it was accepted; untrusted text
 * @param order what is done, without its secrets
 * @param dispatchedAt when the request was about to be sent to the cloud; null before
 * @param error why it failed, else null
 * @param requestId Nova's request id, once known
 * @param passwordMade whether the cloud made a password with it that was not told yet; see {@link Operations#tellPassword}
 */
public record Operation(
        OperationId id,
        ServerKey server,
        String serverName,
        ProjectId project,
        Order order,
        UserId by,
        UserName byName,
        State state,
        Instant acceptedAt,
        @Nullable Instant dispatchedAt,
        @Nullable Instant finishedAt,
        @Nullable Failure error,
        @Nullable String requestId,
        boolean passwordMade) {

    public ServerAction action() {
        return order.action();
    }

    /** Whether the cloud knows of the server. */
    public boolean begun() {
        return !server.id().equals(toBe(id));
    }

    /** The key that a server which is made has until the cloud has begun with it; stays the same when it has. */
    public ServerKey standIn() {
        return new ServerKey(server.cloud(), toBe(id));
    }

    /**
     * Whether this is the server that it makes. Before the cloud's answer is known the server's own word counts for it,
     * which is good for showing it and for nothing else.
     */
    public boolean makes(Server other) {
        return begun()
                ? other.key().equals(server)
                : other.cloud().equals(server.cloud())
                        && other.project().id().equals(project)
                        && LaunchMarker.names(other, id);
    }

    /** The id of a server that an operation is to make, until Nova gives it one. */
    static ServerId toBe(OperationId id) {
        return new ServerId("new-" + id);
    }

    /** What others see of it. */
    public enum State {
        /** Accepted, not yet sent. */
        WAITING,
        /** Sent, or about to be; the cloud has not finished. */
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED;

        public boolean ended() {
            return this == SUCCEEDED || this == FAILED || this == CANCELLED;
        }
    }

    /**
     * Why it failed.
     *
     * @param code key of the plain-words text in the translations, below {@code operation.failure.}
     * @param message the cloud's own words, or null; untrusted text
     */
    public record Failure(String code, @Nullable String message) {

        /** Which quota it would have been beyond, where the cloud tells. */
        public Optional<ExceededQuota> quota() {
            return Optional.ofNullable(message).flatMap(ExceededQuota::of);
        }
    }
}
