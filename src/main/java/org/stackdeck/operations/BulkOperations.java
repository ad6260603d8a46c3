package org.stackdeck.operations;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Service;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;

/**
 * Asks for the same on many servers: each is checked, written down and refused by itself. How many are sent to a cloud at
 * once does not depend on how many were asked for.
 */
@Service
public class BulkOperations {

    /** More are refused as a whole. */
    public static final int MOST = 500;

    private final Operations operations;

    public BulkOperations(Operations operations) {
        this.operations = operations;
    }

    /**
     * As {@link Operations#submit}, for one after the other.
     *
     * @param servers at most {@link #MOST}
     * @param told of the answer for each, in their order, as soon as there is one
     * @throws org.stackdeck.identity.StepUpRequiredException before the first one is accepted
     */
    public void submit(
            Caller caller, List<ServerKey> servers, Order order, Duration grace, BiConsumer<ServerKey, Asked> told) {
        if (servers.size() > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " servers");
        }
        for (ServerKey server : servers) {
            told.accept(server, submit(caller, server, order, grace));
        }
    }

    private Asked submit(Caller caller, ServerKey server, Order order, Duration grace) {
        try {
            return new Asked.Accepted(operations.submit(caller, server, order, grace));
        } catch (ActionRefusedException e) {
            return new Asked.Refused(e.answer());
        }
    }
}
