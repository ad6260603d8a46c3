package org.stackdeck.operations;

import java.util.Optional;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerActionRequest;
import org.stackdeck.identity.Caller;

/** Submits actions that are performed once for all requests with the same idempotency key within 24 hours. */
public interface IdempotentOperationService {

    /**
     * Same as {@link OperationService#submit}, but returns the operation accepted before for the same key. A refusal does not use
     * the key: the next request is a new one.
     *
     * @throws IdempotencyKeyReusedException if the key was used for a different request
     */
    Submission submit(
            Caller caller,
            ServerKey server,
            ServerActionRequest serverActionRequest,
            IdempotentRequest idempotentRequest);

    /**
     * The operation accepted for the first request with this key, even if its server no longer exists.
     *
     * @throws IdempotencyKeyReusedException if the key was used for a different request
     */
    Optional<Operation> findAccepted(Caller caller, IdempotentRequest idempotentRequest);

    /**
     * Reserves the key for a request whose parts are submitted separately. If it is already reserved for the same
     * request, it remains so, as do the accepted parts.
     *
     * @throws IdempotencyKeyReusedException if the key was used for a different request
     */
    void reserveKey(Caller caller, IdempotentRequest whole);

    /** @param newlyAccepted false if it was accepted by an earlier or concurrent request */
    record Submission(Operation operation, boolean newlyAccepted) {}
}
