package org.stackdeck.operations;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Service;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.identity.Caller;

/**
 * Submits an action for many servers or other resources. Checks the action, and accepts or refuses it, for each target
 * separately. The number of concurrent requests to a cloud does not depend on the number of targets.
 */
@Service
public class BulkOperationService {

    /** Maximum number of targets in a request. Larger requests are rejected as a whole. */
    public static final int MAX_TARGETS = 500;

    private final OperationService operationService;

    public BulkOperationService(OperationService operationService) {
        this.operationService = operationService;
    }

    /** Result of submitting an action for one of several targets. */
    public sealed interface SubmissionResult {

        record Accepted(Operation operation) implements SubmissionResult {}

        record Refused(ActionAvailability availability) implements SubmissionResult {}
    }

    /**
     * Calls {@link OperationService#submit} for each target in turn.
     *
     * @param targets at most {@link #MAX_TARGETS}
     * @param receiver receives the result for each target, in order, as soon as it is available
     * @throws org.stackdeck.identity.StepUpRequiredException if the action is destructive and the caller must
     *     re-authenticate; usually thrown before the first target is accepted
     * @throws org.stackdeck.cloud.CloudException if a name cannot be looked up, or the caller has submitted too many
     *     operations; the operations accepted for earlier targets are kept
     */
    public void submit(
            Caller caller,
            List<? extends ActionTarget> targets,
            ActionRequest actionRequest,
            Duration grace,
            BiConsumer<ActionTarget, SubmissionResult> receiver) {
        if (targets.size() > MAX_TARGETS) {
            throw new IllegalArgumentException("more than " + MAX_TARGETS + " targets");
        }
        for (ActionTarget target : targets) {
            receiver.accept(target, submit(caller, target, actionRequest, grace));
        }
    }

    private SubmissionResult submit(Caller caller, ActionTarget target, ActionRequest actionRequest, Duration grace) {
        try {
            return new SubmissionResult.Accepted(operationService.submit(caller, target, actionRequest, grace));
        } catch (ActionRefusedException e) {
            return new SubmissionResult.Refused(e.availability());
        }
    }
}
