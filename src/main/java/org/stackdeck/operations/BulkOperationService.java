package org.stackdeck.operations;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Service;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.identity.Caller;

/**
 * Submits an action for many servers. The action is checked, and accepted or refused, for each server separately. The
 * number of concurrent requests to a cloud does not depend on the number of servers.
 */
@Service
public class BulkOperationService {

    /** Maximum number of servers in a request. Larger requests are rejected as a whole. */
    public static final int MAX_SERVERS = 500;

    private final OperationService operationService;

    public BulkOperationService(OperationService operationService) {
        this.operationService = operationService;
    }

    /** Result of submitting an action for one of several servers. */
    public sealed interface SubmissionResult {

        record Accepted(Operation operation) implements SubmissionResult {}

        record Refused(ActionAvailability availability) implements SubmissionResult {}
    }

    /**
     * Calls {@link OperationService#submit} for each server in turn.
     *
     * @param servers at most {@link #MAX_SERVERS}
     * @param receiver receives the result for each server, in order, as soon as it is available
     * @throws org.stackdeck.identity.StepUpRequiredException if the action is destructive and the caller must
     *     re-authenticate; usually thrown before the first server is accepted
     */
    public void submit(
            Caller caller,
            List<ServerKey> servers,
            ActionRequest actionRequest,
            Duration grace,
            BiConsumer<ServerKey, SubmissionResult> receiver) {
        if (servers.size() > MAX_SERVERS) {
            throw new IllegalArgumentException("more than " + MAX_SERVERS + " servers");
        }
        for (ServerKey server : servers) {
            receiver.accept(server, submit(caller, server, actionRequest, grace));
        }
    }

    private SubmissionResult submit(Caller caller, ServerKey server, ActionRequest actionRequest, Duration grace) {
        try {
            return new SubmissionResult.Accepted(operationService.submit(caller, server, actionRequest, grace));
        } catch (ActionRefusedException e) {
            return new SubmissionResult.Refused(e.availability());
        }
    }
}
