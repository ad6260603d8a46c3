package org.stackdeck.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.identity.Caller;
import org.stackdeck.platform.Subscription;

/** Submits actions on servers and other resources, and reports the state of the resulting operations. */
public interface OperationService {

    /** Maximum number of targets of a bulk action. Larger requests are rejected as a whole. */
    int MAX_BULK_TARGETS = 500;

    /**
     * Checks, records and starts an action. On return, the operation is in the database and will end exactly once, even
     * after a crash. The operation and refusals are audited.
     *
     * @param actionRequest resources are given by ID or by unique name; names are first resolved in the cloud
     * @throws ActionRefusedException if the action is not available
     * @throws org.stackdeck.cloud.action.InvalidActionParameterException if a parameter is missing or invalid
     * @throws org.stackdeck.cloud.CloudException if a name, or a server that may be soft-deleted, cannot be looked up
     * @throws org.stackdeck.identity.StepUpRequiredException if the action is destructive and the caller must
     *     re-authenticate
     */
    default Operation submit(Caller caller, ActionTarget target, ActionRequest actionRequest) {
        return submit(caller, target, actionRequest, Duration.ZERO);
    }

    /**
     * Submits an action that can be cancelled during a grace period.
     *
     * @param grace how long the operation waits before it is sent
     */
    Operation submit(Caller caller, ActionTarget target, ActionRequest actionRequest, Duration grace);

    /**
     * Cancels an operation that has not been sent yet. Permitted to the user who requested the operation, and to users
     * who may perform the action. The cancellation and refusals are audited.
     *
     * @return the operation: CANCELLED, or in its current state if it was already sent or has already ended; empty if
     *     the caller cannot see it
     * @throws ActionRefusedException if the caller may see the operation but may not cancel it
     */
    Optional<Operation> cancel(Caller caller, OperationId id);

    /**
     * Submits an action once for all requests with the same key within 24 hours, and returns the same operation for
     * each of them. A refused request does not use up the key: the next request with this key is checked again.
     *
     * @param idempotentRequest null for a request without a key, which always submits a new operation
     * @throws IdempotencyKeyReusedException if the key was used for a different request
     */
    Submission submit(
            Caller caller,
            ActionTarget target,
            ActionRequest actionRequest,
            @Nullable IdempotentRequest idempotentRequest);

    /** @param newlyAccepted false if an earlier or concurrent request submitted the operation */
    record Submission(Operation operation, boolean newlyAccepted) {}

    /**
     * Returns the operation accepted for the first request with this key, even if its target no longer exists.
     *
     * @param idempotentRequest null for a request without a key, for which no operation is found
     * @throws IdempotencyKeyReusedException if the key was used for a different request
     */
    Optional<Operation> findAccepted(Caller caller, @Nullable IdempotentRequest idempotentRequest);

    /**
     * Reserves the key for a request whose parts are submitted separately. If the key is already reserved for the same
     * request, the reservation and the accepted parts are kept.
     *
     * @throws IdempotencyKeyReusedException if the key was used for a different request
     */
    void reserveKey(Caller caller, IdempotentRequest whole);

    default Operation submit(Caller caller, ActionTarget target, CloudAction action) {
        return submit(caller, target, ActionRequest.of(action));
    }

    /** Returns the operation, if the caller requested it or may see its target. */
    Optional<Operation> find(Caller caller, OperationId id);

    /**
     * Returns the administrator password that the cloud generated for the server. Returns it only once, and only to the
     * user who requested the operation. Successful calls and refusals are audited, without the password.
     *
     * @return empty if the caller is not permitted to read it, the cloud generated none, or it was already returned or
     *     is older than one hour
     */
    Optional<String> revealPassword(Caller caller, OperationId id);

    /**
     * Returns the newest operations that the caller requested, or whose targets the caller may see, newest first.
     * Returns at most {@code limit} operations, and at most 500.
     */
    default List<Operation> listRecent(Caller caller, int limit) {
        return listRecent(caller, OperationFilter.ALL, limit);
    }

    /**
     * Returns the newest visible operations that match the filter, newest first. Returns at most {@code limit}
     * operations, and at most 500.
     */
    List<Operation> listRecent(Caller caller, OperationFilter filter, int limit);

    /**
     * Returns the operation without the parts that the subject may not see; empty if the subject may not see the
     * operation. Users may see their own operations while their account is active, and operations on servers and
     * resources that they may see now. Does not access the database.
     */
    Optional<Operation> visible(Subject subject, Operation operation);

    /** Returns the active operation on a server or another resource. Does not access the database. */
    Optional<Operation> findActive(ActionTarget target);

    /**
     * Returns the servers that have an active operation that any node has sent, or an operation that ended at or after
     * the time in the map for the server. A server's creation counts as an operation on it. Does not check permissions.
     *
     * @param since time for each server
     */
    Set<ServerKey> findServersWithOperationsSince(Map<ServerKey, Instant> since);

    /**
     * Notifies the listener, on a separate thread, of each visible operation that is accepted or changed.
     *
     * @param viewer returns the user who receives the operations, with their current grants
     */
    Subscription subscribe(Supplier<Subject> viewer, Consumer<Operation> listener);

    /**
     * Notifies the listener once, on a separate thread, of each operation that ends on this instance, except for
     * operations that a user cancels. Does not check permissions; the listener must do so.
     */
    Subscription subscribeToCompletions(Consumer<Operation> listener);
}
