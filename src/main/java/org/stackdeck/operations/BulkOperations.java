package org.stackdeck.operations;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Service;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;

/**
 * Submits an action for many servers. Each is checked, recorded and refused separately. The number of concurrent
 * requests to a cloud does not depend on the number of servers.
 */
@Service
public class BulkOperations {

    /** Larger requests are rejected as a whole. */
    public static final int MOST = 500;

    private final Operations operations;

    public BulkOperations(Operations operations) {
        this.operations = operations;
    }

    /**
     * Calls {@link Operations#submit} for each server in turn.
     *
     * @param servers at most {@link #MOST}
     * @param told receives the result for each server, in order, as soon as it is available
     * @throws org.stackdeck.identity.StepUpRequiredException before the first server is accepted
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
