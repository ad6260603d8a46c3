package org.stackdeck.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.operations.Operation;

/**
 * An operation, as told to those who may see it.
 *
 * @param server id of the server; null for one that the cloud has not begun to make
 * @param by name of the user who asked for it
 * @param state WAITING, RUNNING, SUCCEEDED, FAILED or CANCELLED
 * @param requestId Nova's, once known
 * @param expectedMillis how long such an action usually takes in its cloud, from when it is sent; null when it has ended, and
 *     where too few succeeded lately to tell
 * @param passwordMade whether the cloud made a password that whoever asked can be told, once
 */
record OperationBody(
        String id,
        String action,
        String state,
        String cloud,
        @Nullable String server,
        String serverName,
        String projectId,
        String by,
        Instant acceptedAt,
        @Nullable Instant dispatchedAt,
        @Nullable Instant finishedAt,
        @Nullable ErrorBody error,
        @Nullable String requestId,
        @Nullable Long expectedMillis,
        boolean passwordMade) {

    /**
     * Why it failed.
     *
     * @param code for programs
     * @param message in words
     * @param cloudMessage what the cloud said, if anything
     */
    record ErrorBody(String code, String message, @Nullable String cloudMessage) {}

    static OperationBody of(Operation operation, @Nullable ErrorBody error, @Nullable Long expectedMillis) {
        return new OperationBody(
                operation.id().toString(),
                operation.action().word(),
                operation.state().name(),
                operation.server().cloud().value(),
                operation.begun() ? operation.server().id().value() : null,
                operation.serverName(),
                operation.project().value(),
                operation.byName().value(),
                operation.acceptedAt(),
                operation.dispatchedAt(),
                operation.finishedAt(),
                error,
                operation.requestId(),
                expectedMillis,
                operation.passwordMade());
    }
}
