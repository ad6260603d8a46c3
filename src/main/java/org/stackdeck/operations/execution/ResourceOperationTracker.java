package org.stackdeck.operations.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationFailures;
import org.stackdeck.operations.state.OperationTransitionService;

/**
 * Determines the result of an action on a resource besides servers by the state of the resource, which the services
 * change before they respond: a deleted resource no longer exists, and a failed action leaves a status of error.
 */
@Component
class ResourceOperationTracker {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    /** How long a resource may show neither the effect nor a transition after the service has accepted the action. */
    private static final Duration SETTLING_TIME = Duration.ofSeconds(15);

    private static final Duration SLOW_POLL_INTERVAL = Duration.ofSeconds(3);

    private final OperationTransitionService operationTransitionService;
    private final Clouds clouds;
    private final ResourceInventory resourceInventory;
    private final OperationProperties operationProperties;
    private final Clock clock;

    ResourceOperationTracker(
            OperationTransitionService operationTransitionService,
            Clouds clouds,
            ResourceInventory resourceInventory,
            OperationProperties operationProperties,
            Clock clock) {
        this.operationTransitionService = operationTransitionService;
        this.clouds = clouds;
        this.resourceInventory = resourceInventory;
        this.operationProperties = operationProperties;
        this.clock = clock;
    }

    StepResult track(OperationExecutionData stored) {
        Operation operation = stored.operation();
        ResourceAction action = (ResourceAction) operation.action();
        ResourceClient client =
                clouds.resourceClient(operation.cloud(), operation.project()).orElse(null);
        if (client == null) {
            return continueOrGiveUp(stored, "?", SLOW_POLL_INTERVAL);
        }
        CloudResource resource;
        try {
            resource = client.find(action.kind(), operation.target().idText()).orElse(null);
        } catch (CloudException e) {
            return continueOrGiveUp(stored, String.valueOf(e.getMessage()), SLOW_POLL_INTERVAL);
        }
        if (resource == null) {
            return action.isDeletion() ? succeed(stored) : fail(stored, OperationFailures.GONE);
        }
        if (action.isApplied(resource, operation.actionRequest())) {
            return succeed(stored);
        }
        return resource.isInTransition() ? continueTracking(stored, resource) : trackUnchanged(stored, resource);
    }

    /** Tracks a resource whose action seems to have ended, or not to have begun, without an effect. */
    private StepResult trackUnchanged(OperationExecutionData stored, CloudResource resource) {
        Instant now = clock.instant();
        if (stored.requestId().isEmpty() || stored.unansweredAt() != null) {
            return stored.isOlderThan(now, operationProperties.lookFor())
                    ? fail(stored, OperationFailures.NOT_REACHED)
                    : continueTracking(stored, resource);
        }
        if (resource.status().startsWith("error")) {
            return fail(stored, OperationFailures.inStatus(resource));
        }
        return stored.isOlderThan(now, SETTLING_TIME)
                ? fail(stored, OperationFailures.UNEXPLAINED)
                : continueTracking(stored, resource);
    }

    private StepResult continueTracking(OperationExecutionData stored, CloudResource resource) {
        return continueOrGiveUp(stored, resource.status(), pollInterval(stored));
    }

    private StepResult continueOrGiveUp(OperationExecutionData stored, String lastSeen, Duration delay) {
        return stored.isOlderThan(clock.instant(), operationProperties.trackFor())
                ? fail(stored, OperationFailures.timedOut(lastSeen))
                : new StepResult.Continue(delay);
    }

    private Duration pollInterval(OperationExecutionData stored) {
        Instant now = clock.instant();
        return stored.isOlderThan(now, Duration.ofMinutes(1)) ? SLOW_POLL_INTERVAL : POLL_INTERVAL;
    }

    /** Refreshes the list first, so that a finished operation is never shown with the previous state. */
    private StepResult succeed(OperationExecutionData stored) {
        refreshList(stored.operation());
        operationTransitionService.markSucceeded(stored);
        return new StepResult.Finished();
    }

    private StepResult fail(OperationExecutionData stored, Operation.Failure failure) {
        refreshList(stored.operation());
        operationTransitionService.markFailed(stored, failure);
        return new StepResult.Finished();
    }

    private void refreshList(Operation operation) {
        resourceInventory.refresh(operation.cloud(), ((ResourceAction) operation.action()).kind());
    }
}
