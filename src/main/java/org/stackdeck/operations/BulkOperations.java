package org.stackdeck.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
     * As {@link Operations#submit}, with an answer for each server, in their order.
     *
     * @param servers at most {@link #MOST}
     * @throws org.stackdeck.identity.StepUpRequiredException before the first one is accepted
     */
    public List<Asked> submit(Caller caller, List<ServerKey> servers, Order order, Duration grace) {
        if (servers.size() > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " servers");
        }
        List<Asked> results = new ArrayList<>();
        for (ServerKey server : servers) {
            try {
                results.add(new Asked.Accepted(operations.submit(caller, server, order, grace)));
            } catch (ActionRefusedException e) {
                results.add(new Asked.Refused(e.answer()));
            }
        }
        return results;
    }
}
