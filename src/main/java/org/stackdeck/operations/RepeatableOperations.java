package org.stackdeck.operations;

import java.util.Optional;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;

/** Actions that are done once within 24 hours, however often they are asked for by the same key. */
public interface RepeatableOperations {

    /**
     * As {@link Operations#submit}, and what was accepted before by the same key is not done again. A refusal leaves the
     * key as it was: the next one is a wish of its own.
     *
     * @throws RepeatedDifferentlyException when something else was asked for by the same key
     */
    Once submit(Caller caller, ServerKey server, Order order, Repeatable repeatable);

    /**
     * What was accepted when it was asked for first; also when its server is gone since.
     *
     * @throws RepeatedDifferentlyException when something else was asked for by the same key
     */
    Optional<Operation> before(Caller caller, Repeatable repeatable);

    /**
     * Takes the key for a request whose parts are then submitted each by itself. Taken already for the same request, it
     * stays so, and the parts that were accepted stay accepted.
     *
     * @throws RepeatedDifferentlyException when something else was asked for by the same key
     */
    void begin(Caller caller, Repeatable whole);

    /** @param first false when it was accepted by an earlier request, or by one that came at the same moment */
    record Once(Operation operation, boolean first) {}
}
