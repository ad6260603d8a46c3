package org.stackdeck.operations.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.client.ChangeCondition;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationFailureFactory;
import org.stackdeck.operations.state.OperationTransitionService;

/**
 * Handles failed requests to the cloud before and while an operation is sent. The operation fails, is cancelled, waits
 * for another attempt if the request certainly had no effect, or is tracked.
 */
@Component
class DispatchErrorHandler {

    private static final Logger log = LoggerFactory.getLogger(DispatchErrorHandler.class);

    private static final Duration MIN_DELAY = Duration.ofSeconds(1);
    private static final Duration MAX_DELAY = Duration.ofSeconds(15);

    private final OperationTransitionService operationTransitionService;
    private final OperationFinisher operationFinisher;
    private final Inventory inventory;
    private final OperationProperties operationProperties;
    private final ServicePermits permits;
    private final Clock clock;

    DispatchErrorHandler(
            OperationTransitionService operationTransitionService,
            OperationFinisher operationFinisher,
            Inventory inventory,
            OperationProperties operationProperties,
            ServicePermits permits,
            Clock clock) {
        this.operationTransitionService = operationTransitionService;
        this.operationFinisher = operationFinisher;
        this.inventory = inventory;
        this.operationProperties = operationProperties;
        this.permits = permits;
        this.clock = clock;
    }

    boolean isExpired(Operation operation) {
        return expiry(operation).isBefore(clock.instant());
    }

    private Instant expiry(Operation operation) {
        return operation.acceptedAt().plus(operationProperties.dispatchWithin());
    }

    /** Handles a failure before the operation is sent. The requests that precede the operation can be repeated. */
    StepResult handleErrorBeforeSending(OperationExecutionData stored, CloudException problem) {
        if (problem instanceof ChangeCondition.NotMetException) {
            return cancelRevoked(stored);
        }
        permits.recordFailure(stored.operation(), problem);
        return switch (problem.category()) {
            case UNREACHABLE, TIMEOUT, THROTTLED, UNAVAILABLE, FAILED, UNINTELLIGIBLE -> continueAfter(stored, problem);
            case UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, REFUSED ->
                fail(stored, OperationFailureFactory.fromCloudError(problem));
        };
    }

    StepResult handleErrorAfterSending(OperationExecutionData stored, CloudException problem) {
        if (problem instanceof ChangeCondition.NotMetException) {
            return cancelRevoked(stored);
        }
        permits.recordFailure(stored.operation(), problem);
        if (!operationTransitionService.isStillDispatched(stored)) {
            // The request ID of this attempt must not replace that of the repeated one.
            return new StepResult.Reschedule(OperationFinisher.OVERTAKEN_DELAY);
        }
        log.info("The cloud did not accept operation {}: {}", stored.id(), problem.getMessage());
        if (problem.category() == Category.CONFLICT && mayConflictWithItself(stored)) {
            return handleNoResponse(stored, Optional.empty());
        }
        return switch (problem.category()) {
            case UNREACHABLE, THROTTLED -> retry(stored, problem);
            case UNAVAILABLE ->
                problem.hadNoEffect() ? retry(stored, problem) : handleNoResponse(stored, problem.requestId());
            case UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, REFUSED -> {
                problem.requestId().ifPresent(id -> operationTransitionService.recordRequestId(stored.id(), id, null));
                StepResult finished = fail(stored, OperationFailureFactory.fromCloudError(problem));
                if (stored.operation().isOnServer() && stored.operation().hasTarget()) {
                    // Do not wait for the refresh, because other operations wait for this permit.
                    inventory.follow(stored.server());
                    inventory.hint(stored.server());
                }
                yield finished;
            }
            case TIMEOUT, FAILED, UNINTELLIGIBLE -> handleNoResponse(stored, problem.requestId());
        };
    }

    /**
     * Returns whether the cloud may have refused the request because of an earlier attempt, which an interrupted
     * instance sent late. The creation of an object is only repeated after a request that certainly had no effect.
     */
    private static boolean mayConflictWithItself(OperationExecutionData stored) {
        return stored.attempts() > 0 && !stored.operation().action().isCreation();
    }

    /**
     * Returns the operation to WAITING, or ends it after the last attempt. Must be called only if the request certainly
     * had no effect.
     */
    private StepResult retry(OperationExecutionData stored, CloudException problem) {
        if (!operationProperties.hasAttemptLeft(stored)) {
            return fail(stored, OperationFailureFactory.fromCloudError(problem));
        }
        operationTransitionService.returnToWaiting(stored);
        return continueAfter(stored, problem);
    }

    /**
     * Marks the operation as unanswered, because the request may have had an effect. The operation is then tracked and
     * not sent again.
     *
     * @param requestId the ID of the request that may have had an effect; empty if unknown
     */
    private StepResult handleNoResponse(OperationExecutionData stored, Optional<String> requestId) {
        operationTransitionService.markUnanswered(stored);
        requestId.ifPresent(id -> operationTransitionService.recordRequestId(stored.id(), id, null));
        return new StepResult.Continue(MIN_DELAY);
    }

    /** Cancels an operation that must not be sent. Ends this run if another instance executes the operation. */
    StepResult handleUnmet(OperationExecutionData stored, SendCondition condition) {
        return condition.isOvertaken()
                ? new StepResult.Reschedule(OperationFinisher.OVERTAKEN_DELAY)
                : cancel(stored, condition.refusal());
    }

    /** Cancels an operation whose user no longer has the permission. */
    StepResult cancelRevoked(OperationExecutionData stored) {
        return cancel(stored, OperationFailureFactory.REVOKED);
    }

    StepResult cancel(OperationExecutionData stored, Operation.Failure reason) {
        return operationFinisher.cancel(stored, reason);
    }

    StepResult fail(OperationExecutionData stored, Operation.Failure failure) {
        return operationFinisher.fail(stored, failure);
    }

    /**
     * Continues after the delay that the cloud requests, but not earlier than after {@link #retryDelay} and not later
     * than shortly after the operation's expiry.
     */
    private StepResult continueAfter(OperationExecutionData stored, CloudException problem) {
        Operation operation = stored.operation();
        return StepResult.Continue.afterError(
                problem,
                retryDelay(operation),
                Duration.between(clock.instant(), expiry(operation)).plus(MIN_DELAY));
    }

    /** Returns a delay that increases with the age of the operation, from 1 to 15 seconds. */
    Duration retryDelay(Operation operation) {
        Instant now = clock.instant();
        Duration half = Duration.between(operation.acceptedAt(), now).dividedBy(2);
        Duration atLeast = half.compareTo(MIN_DELAY) < 0 ? MIN_DELAY : half;
        return atLeast.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : atLeast;
    }
}
