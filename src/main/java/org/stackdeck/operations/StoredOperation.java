package org.stackdeck.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;

/**
 * An operation with the data that only its execution needs.
 *
 * @param source address of the client
 * @param attempts number of attempts that had no effect
 * @param unansweredAt when the response was considered lost; null otherwise
 * @param precedingRequestId the server's newest instance action before the request was sent; null if there was none
 * @param keyPair the operation's key pair in Nova; null if there is none
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

    /** When the request was sent, by this machine's clock. */
    Instant firstSentAt() {
        Instant dispatched = operation.dispatchedAt();
        return dispatched == null ? operation.acceptedAt() : dispatched;
    }

    /** When the request was sent, or its response was considered lost. */
    Instant sentAt() {
        Instant sent = firstSentAt();
        return unansweredAt != null && unansweredAt.isAfter(sent) ? unansweredAt : sent;
    }

    boolean sentBefore(Instant now, Duration ago) {
        return sentAt().plus(ago).isBefore(now);
    }
}
