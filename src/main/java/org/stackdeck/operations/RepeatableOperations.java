package org.stackdeck.operations;

import java.util.Optional;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;

/** Submits actions that are performed once for all requests with the same idempotency key within 24 hours. */
public interface RepeatableOperations {

    /**
     * As {@link Operations#submit}, but returns the operation accepted before for the same key. A refusal does not use
     * the key: the next request is a new one.
     *
     * @throws RepeatedDifferentlyException when the key was used for a different request
     */
    Once submit(Caller caller, ServerKey server, Order order, Repeatable repeatable);

    /**
     * The operation accepted for the first request with this key, even if its server no longer exists.
     *
     * @throws RepeatedDifferentlyException when the key was used for a different request
     */
    Optional<Operation> before(Caller caller, Repeatable repeatable);

    /**
     * Reserves the key for a request whose parts are submitted separately. If it is already reserved for the same
     * request, it remains so, as do the accepted parts.
     *
     * @throws RepeatedDifferentlyException when the key was used for a different request
     */
    void begin(Caller caller, Repeatable whole);

    /** @param first false if it was accepted by an earlier or concurrent request */
    record Once(Operation operation, boolean first) {}
}
