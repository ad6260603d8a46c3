package org.stackdeck.operations.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.operations.execution.ServicePermits.Purpose;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationFailureFactory;

/**
 * Determines the result of an operation that was sent. Creations of servers, other actions on servers, and operations
 * on other resources have their own trackers.
 */
@Component
class OperationTracker {

    static final Duration SLOW_POLL_INTERVAL = Duration.ofSeconds(3);

    private static final Logger log = LoggerFactory.getLogger(OperationTracker.class);

    private final OperationFinisher operationFinisher;
    private final ServerCreationTracker creationTracker;
    private final ServerOperationTracker actionTracker;
    private final ResourceOperationTracker resourceTracker;
    private final Clouds clouds;
    private final OperationProperties operationProperties;
    private final ServicePermits permits;
    private final Clock clock;

    OperationTracker(
            OperationFinisher operationFinisher,
            ServerCreationTracker serverCreationTracker,
            ServerOperationTracker serverOperationTracker,
            ResourceOperationTracker resourceOperationTracker,
            Clouds clouds,
            OperationProperties operationProperties,
            ServicePermits permits,
            Clock clock) {
        this.operationFinisher = operationFinisher;
        this.creationTracker = serverCreationTracker;
        this.actionTracker = serverOperationTracker;
        this.resourceTracker = resourceOperationTracker;
        this.clouds = clouds;
        this.operationProperties = operationProperties;
        this.permits = permits;
        this.clock = clock;
    }

    StepResult track(OperationExecutionData stored) throws InterruptedException {
        if (stored.operation().isOnServer()) {
            Optional<StepResult> step = actionTracker.trackInInventory(stored);
            if (step.isPresent()) {
                return step.get();
            }
        }
        if (!permits.tryAcquire(stored.operation(), Purpose.TRACK)) {
            // Release the thread, because the operations of one user must not delay the operations of others.
            return new StepResult.Reschedule(permits.nextRetryDelay(stored.operation(), Purpose.TRACK));
        }
        try {
            return stored.operation().isOnServer() ? trackServer(stored) : resourceTracker.track(stored);
        } finally {
            permits.release(stored.operation(), Purpose.TRACK);
        }
    }

    private StepResult trackServer(OperationExecutionData stored) {
        ComputeClient compute = clouds.compute(
                        stored.operation().cloud(), stored.operation().project())
                .orElse(null);
        if (compute == null) {
            return operationProperties.isExpired(stored, clock.instant())
                    ? actionTracker.markFailed(stored, OperationFailureFactory.timedOut("?"))
                    : new StepResult.Continue(SLOW_POLL_INTERVAL);
        }
        try {
            return stored.operation().serverAction() == ServerAction.CREATE
                    ? creationTracker.track(stored, compute)
                    : actionTracker.track(stored, compute);
        } catch (CloudException e) {
            return operationProperties.isExpired(stored, clock.instant())
                    ? actionTracker.markFailed(stored, OperationFailureFactory.timedOut(String.valueOf(e.getMessage())))
                    : continueAfter(stored, e);
        }
    }

    /** Ends an operation that could not be tracked, if it has reached its timeout; otherwise returns empty. */
    Optional<StepResult> giveUpIfExpired(OperationExecutionData stored, RuntimeException cause) {
        if (!operationProperties.isExpired(stored, clock.instant())) {
            return Optional.empty();
        }
        log.error(
                "Operation {} could not be tracked and has reached its timeout. Stackdeck marks it as failed",
                stored.id(),
                cause);
        return Optional.of(operationFinisher.fail(stored, OperationFailureFactory.timedOut("?")));
    }

    /** Continues after the delay that the cloud requests, but not later than shortly after the end of tracking. */
    private StepResult continueAfter(OperationExecutionData stored, CloudException problem) {
        Instant end = operationProperties.end(stored).plus(SLOW_POLL_INTERVAL);
        return StepResult.Continue.afterError(problem, SLOW_POLL_INTERVAL, Duration.between(clock.instant(), end));
    }
}
