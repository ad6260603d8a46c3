package org.stackdeck.ui.bulk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.actions.UnavailabilityReasons;
import org.stackdeck.ui.i18n.Message;
import org.stackdeck.ui.operations.OperationLabels;

/** Progress of a bulk action: the submission result and the latest operation of each target. */
@ViewLogic
final class BulkActionProgressModel {

    private final CloudAction action;
    private final Set<ActionTarget> targets;
    private final Map<ActionTarget, SubmissionResult> results = new HashMap<>();
    /**
     * Latest state of each operation on the targets. Can contain operations without a submission result, because an
     * update can arrive before the result.
     */
    private final Map<OperationId, Operation> latestOperations = new HashMap<>();

    private boolean aborted;

    /** Result of submitting the action for one target. */
    sealed interface SubmissionResult {

        record Accepted(Operation operation) implements SubmissionResult {}

        record Refused(ActionAvailability availability) implements SubmissionResult {}
    }

    BulkActionProgressModel(CloudAction action, List<ActionTarget> targets) {
        this.action = action;
        this.targets = new LinkedHashSet<>(targets);
    }

    CloudAction action() {
        return action;
    }

    void recordResult(ActionTarget target, SubmissionResult result) {
        results.put(target, result);
        if (result instanceof SubmissionResult.Accepted(Operation operation)) {
            latestOperations.putIfAbsent(operation.id(), operation);
        }
    }

    /** Applies an update of an operation. Returns whether its target is part of this bulk action. */
    boolean applyOperation(Operation operation) {
        if (!targets.contains(operation.target())) {
            return false;
        }
        Operation known = latestOperations.get(operation.id());
        if (known == null || !known.state().isFinal()) {
            latestOperations.put(operation.id(), operation);
        }
        return true;
    }

    /** Marks the remaining targets as not submitted. */
    void abort() {
        aborted = true;
    }

    List<Operation> accepted() {
        List<Operation> accepted = new ArrayList<>();
        for (SubmissionResult result : results.values()) {
            if (result instanceof SubmissionResult.Accepted(Operation operation)) {
                accepted.add(latest(operation));
            }
        }
        return accepted;
    }

    /** Returns at most {@code limit} refused targets, in the order of the selection. */
    List<ActionTarget> firstRefused(int limit) {
        return targets.stream()
                .filter(target -> results.get(target) instanceof SubmissionResult.Refused)
                .limit(limit)
                .toList();
    }

    int refusedCount() {
        return results.size() - accepted().size();
    }

    int total() {
        return targets.size();
    }

    int succeededCount() {
        return (int) accepted().stream()
                .filter(operation -> operation.state() == Operation.State.SUCCEEDED)
                .count();
    }

    /** Returns the number of targets for which the action was refused, or whose operation failed or was cancelled. */
    int failedCount() {
        return refusedCount()
                + (int) accepted().stream()
                        .filter(operation -> operation.state() == Operation.State.FAILED
                                || operation.state() == Operation.State.CANCELLED)
                        .count();
    }

    /** Returns whether no more changes can follow. */
    boolean isFinished() {
        return (aborted || results.size() == targets.size())
                && accepted().stream().allMatch(operation -> operation.state().isFinal());
    }

    /** Returns the state of a target, with the reason of a failure or refusal. */
    Message message(ActionTarget target) {
        return switch (results.get(target)) {
            case null -> Message.of(aborted ? "servers.bulk.not-asked" : "servers.bulk.asking");
            case SubmissionResult.Accepted(Operation operation) -> operationMessage(latest(operation));
            case SubmissionResult.Refused(var actionAvailability) ->
                UnavailabilityReasons.reason(action, actionAvailability)
                        .orElseGet(() -> Message.of("servers.bulk.not-asked"));
        };
    }

    private static Message operationMessage(Operation operation) {
        Message state = OperationLabels.state(operation.state());
        return OperationLabels.reason(operation)
                .<Message>map(message -> Message.of("operation.failure-with-message", state, message))
                .orElse(state);
    }

    String stateClass(ActionTarget target) {
        return switch (results.get(target)) {
            case null -> "rest";
            case SubmissionResult.Accepted(Operation operation) ->
                OperationLabels.tone(latest(operation).state());
            case SubmissionResult.Refused _ -> "error";
        };
    }

    private Operation latest(Operation operation) {
        return latestOperations.getOrDefault(operation.id(), operation);
    }
}
