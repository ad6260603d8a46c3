package org.stackdeck.operations.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;

/**
 * An operation with the data that only its execution requires.
 *
 * @param source address of the client that requested the operation
 * @param attempts number of attempts that had no effect
 * @param unansweredAt time at which the response was considered lost; null if it was not lost
 * @param precedingRequestId request ID of the server's newest instance action before the request was sent; null except
 *     for operations that an earlier version of Stackdeck has sent
 * @param keyPair name of the operation's key pair in Nova; null if there is none
 * @param traceParent span that requested the operation, in the format of {@link
 *     org.stackdeck.platform.tracing.TraceParent}; null if it was not recorded
 */
public record OperationExecutionData(
        Operation operation,
        String source,
        int attempts,
        @Nullable Instant unansweredAt,
        @Nullable String precedingRequestId,
        @Nullable String keyPair,
        @Nullable String traceParent) {

    public OperationId id() {
        return operation.id();
    }

    public ServerKey server() {
        return operation.server();
    }

    public Optional<String> requestId() {
        return Optional.ofNullable(operation.requestId());
    }

    /** Returns the data after another attempt that had no effect. */
    public OperationExecutionData afterAttempt() {
        return new OperationExecutionData(
                operation, source, attempts + 1, unansweredAt, precedingRequestId, keyPair, traceParent);
    }

    /** Returns whether an instance ended, or lost the database, after it had claimed the operation. */
    public boolean isInterrupted() {
        return operation.requestId() == null && unansweredAt == null;
    }

    /**
     * Returns the later of {@link Operation#sentOrAcceptedAt} and the time at which the response was considered lost.
     */
    public Instant sentOrResponseLostAt() {
        Instant sent = operation.sentOrAcceptedAt();
        return unansweredAt != null && unansweredAt.isAfter(sent) ? unansweredAt : sent;
    }

    public boolean isOlderThan(Instant now, Duration ago) {
        return sentOrResponseLostAt().plus(ago).isBefore(now);
    }
}
