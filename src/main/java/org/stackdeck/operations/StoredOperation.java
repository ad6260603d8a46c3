package org.stackdeck.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;

/**
 * An operation with what only its execution needs to know.
 *
 * @param source the address it was asked from
 * @param attempts how often it was sent and is known to have had no effect
 * @param unansweredAt when it became clear that no answer comes; null otherwise
 * @param precedingRequestId the server's newest instance action before ours was sent; null when it had none
 * @param keyPair the key pair that is in Nova because of it; null when there is none, or none any more
 */
record StoredOperation(
        Operation operation,
        String source,
        int attempts,
        @Nullable Instant unansweredAt,
        @Nullable String precedingRequestId,
        @Nullable String keyPair) {

    OperationId id() {
        return operation.id();
    }

    ServerKey server() {
        return operation.server();
    }

    Optional<String> requestId() {
        return Optional.ofNullable(operation.requestId());
    }

    /** When the request was sent, by the clock of this machine. */
    Instant firstSentAt() {
        Instant dispatched = operation.dispatchedAt();
        return dispatched == null ? operation.acceptedAt() : dispatched;
    }

    /** When the request was sent, or when hope for its answer ended. */
    Instant sentAt() {
        Instant sent = firstSentAt();
        return unansweredAt != null && unansweredAt.isAfter(sent) ? unansweredAt : sent;
    }

    boolean sentBefore(Instant now, Duration ago) {
        return sentAt().plus(ago).isBefore(now);
    }
}
