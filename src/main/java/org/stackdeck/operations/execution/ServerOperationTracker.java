package org.stackdeck.operations.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.action.ServerActionCompletionRules;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.server.InstanceAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.lookup.SoftDeletedServerCache;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationFailureFactory;
import org.stackdeck.operations.state.OperationTransitionService;

/**
 * Determines the result of an action on an existing server, usually from Nova's instance action with the request's ID:
 * a reboot ends in the state in which it starts, and a failed stop leaves the server unchanged. If the response, and
 * with it the ID, was lost, {@link LostRequestIdFinder} searches for the action.
 *
 * <p>The tracker uses the server's state only where it proves the result or where instance actions are not sufficient.
 * The state of the inventory proves the success of a start or stop; see {@link ActionEndDetector}. Instance actions are
 * not sufficient if the server no longer exists, and if an action spans two services of Nova and appears finished
 * between them. This also applies to locking a locked server, which Nova does not record, and to changes such as a new
 * name, which no service records.
 */
@Component
class ServerOperationTracker {

    /** Interval at which the inventory is checked for the end of an action; sends no request. */
    private static final Duration POSTPONED_INTERVAL = Duration.ofMillis(500);

    private static final Duration LONG_ACTION = Duration.ofSeconds(5);

    private final OperationTransitionService operationTransitionService;
    private final OperationFinisher operationFinisher;
    private final SoftDeletedServerCache softDeletedServers;
    private final LostRequestIdFinder lostRequests;
    private final ActionEndDetector endDetector;
    private final Inventory inventory;
    private final OperationProperties operationProperties;
    private final Clock clock;

    ServerOperationTracker(
            OperationTransitionService operationTransitionService,
            OperationFinisher operationFinisher,
            SoftDeletedServerCache softDeletedServerCache,
            LostRequestIdFinder lostRequestIdFinder,
            ActionEndDetector actionEndDetector,
            Inventory inventory,
            OperationProperties operationProperties,
            Clock clock) {
        this.operationTransitionService = operationTransitionService;
        this.operationFinisher = operationFinisher;
        this.softDeletedServers = softDeletedServerCache;
        this.lostRequests = lostRequestIdFinder;
        this.endDetector = actionEndDetector;
        this.inventory = inventory;
        this.operationProperties = operationProperties;
        this.clock = clock;
    }

    /**
     * Returns the next step if it requires no request: the inventory proves the success of the action, or will show its
     * end.
     */
    Optional<StepResult> trackInInventory(OperationExecutionData stored) {
        boolean postponed = endDetector.isPostponed(stored);
        if (endDetector.provesSuccess(stored)) {
            return Optional.of(markSucceeded(stored));
        }
        if (!postponed) {
            return Optional.empty();
        }
        // Release the thread of an action that takes longer than usual.
        return Optional.of(
                stored.isOlderThan(clock.instant(), LONG_ACTION)
                        ? new StepResult.Reschedule(OperationTracker.SLOW_POLL_INTERVAL)
                        : new StepResult.Continue(POSTPONED_INTERVAL));
    }

    StepResult track(OperationExecutionData stored, ComputeClient compute) {
        inventory.follow(stored.server());
        if (stored.operation().serverAction().instanceAction().isEmpty()) {
            return trackUnrecorded(stored, compute);
        }
        endDetector.recordRead(stored);
        // Read the task before the events. If the task has ended, the events that are read afterward are complete.
        boolean handedOn =
                ServerActionCompletionRules.spansServices(stored.operation().serverAction()) && isBusy(stored, compute);
        Optional<InstanceAction> action = findAction(stored, compute);
        if (action.isPresent() && hasEnded(action.get(), handedOn)) {
            return finish(stored, action.get());
        }
        return handleUnfinished(stored, compute, action.isPresent());
    }

    /**
     * Tracks an action that Nova does not record. The action has succeeded if the cloud has responded, or if the
     * response was lost but the server has the requested value.
     */
    private StepResult trackUnrecorded(OperationExecutionData stored, ComputeClient compute) {
        boolean responded = stored.requestId().isPresent() && stored.unansweredAt() == null;
        if (responded
                || compute.isApplied(stored.server().id(), stored.operation().actionRequest())) {
            return markSucceeded(stored);
        }
        Instant now = clock.instant();
        if (!stored.isOlderThan(now, operationProperties.lookFor())) {
            return new StepResult.Continue(pollInterval(stored, now));
        }
        // These actions set a value, so a second request would have no further effect.
        return mayRepeat(stored)
                ? operationFinisher.repeat(stored)
                : markFailed(stored, OperationFailureFactory.NOT_REACHED);
    }

    private boolean mayRepeat(OperationExecutionData stored) {
        return stored.isInterrupted() && operationProperties.hasAttemptLeft(stored);
    }

    /**
     * Returns whether an action that Nova records was certainly not sent and can be sent again. Applies only to actions
     * that Nova refuses while the same action runs and afterward, so that a request that is still on its way cannot
     * perform the action a second time.
     */
    private boolean mayRepeat(OperationExecutionData stored, ComputeClient compute) {
        return mayRepeat(stored)
                && ServerActionCompletionRules.statusAfterSuccess(
                                stored.operation().serverAction())
                        .isPresent()
                && lostRequests.isAbsent(stored, compute);
    }

    private static boolean isBusy(OperationExecutionData stored, ComputeClient compute) {
        return compute.server(stored.server().id()).flatMap(Server::task).isPresent();
    }

    /**
     * Returns whether the action has ended. A failure ends the action even if another service would have continued it.
     */
    private static boolean hasEnded(InstanceAction action, boolean handedOn) {
        return action.finished() && (action.failed() || !handedOn);
    }

    private Optional<InstanceAction> findAction(OperationExecutionData stored, ComputeClient compute) {
        Optional<String> requestId = stored.requestId();
        if (requestId.isEmpty()) {
            requestId = lostRequests.find(
                    stored, compute, stored.isOlderThan(clock.instant(), operationProperties.lookFor()));
            requestId.ifPresent(id -> operationTransitionService.recordRequestId(stored.id(), id, null));
        }
        return requestId.flatMap(id -> compute.instanceAction(stored.server().id(), id));
    }

    private StepResult finish(OperationExecutionData stored, InstanceAction action) {
        if (action.failed()) {
            return markFailed(stored, OperationFailureFactory.fromInstanceAction(action));
        }
        return hasLastEvent(stored, action)
                ? markSucceeded(stored)
                : markFailed(stored, OperationFailureFactory.INCOMPLETE);
    }

    private static boolean hasLastEvent(OperationExecutionData stored, InstanceAction action) {
        return ServerActionCompletionRules.lastEvent(stored.operation().serverAction())
                .map(last ->
                        action.events().stream().anyMatch(event -> event.name().equals(last)))
                .orElse(true);
    }

    private StepResult handleUnfinished(OperationExecutionData stored, ComputeClient compute, boolean found) {
        Instant now = clock.instant();
        ServerAction serverAction = stored.operation().serverAction();
        boolean late = operationProperties.isExpired(stored, now);
        boolean lookedLongEnough = !found && stored.isOlderThan(now, operationProperties.lookFor());
        boolean deletes = serverAction.isDeletion();
        if (found && !late && !deletes) {
            return new StepResult.Continue(pollInterval(stored, now));
        }
        Optional<Server> server =
                compute.server(stored.server().id()).filter(candidate -> !serverAction.isObsoleteFor(candidate));
        if (server.isEmpty()) {
            return deletes ? markSucceeded(stored) : markFailed(stored, OperationFailureFactory.GONE);
        }
        if (!found
                && stored.operation().serverAction() == ServerAction.LOCK
                && server.get().locked()) {
            return markSucceeded(stored);
        }
        if (lookedLongEnough) {
            return mayRepeat(stored, compute)
                    ? operationFinisher.repeat(stored)
                    : markFailed(stored, OperationFailureFactory.NOT_REACHED);
        }
        return late
                ? markFailed(
                        stored, OperationFailureFactory.timedOut(OperationFailureFactory.describeState(server.get())))
                : new StepResult.Continue(pollInterval(stored, now));
    }

    private StepResult markSucceeded(OperationExecutionData stored) {
        refresh(stored);
        switch (stored.operation().serverAction()) {
            case DELETE -> softDeletedServers.check(stored.operation());
            case RESTORE, FORCE_DELETE -> softDeletedServers.remove(stored.server());
            default -> {}
        }
        return operationFinisher.succeed(stored);
    }

    StepResult markFailed(OperationExecutionData stored, Operation.Failure failure) {
        if (stored.operation().hasTarget()) {
            refresh(stored);
        }
        return operationFinisher.fail(stored, failure);
    }

    /**
     * Refreshes the inventory before the operation ends, so that a finished operation is not shown with the server's
     * previous state.
     */
    private void refresh(OperationExecutionData stored) {
        if (!endDetector.showsEnd(stored)) {
            inventory.refresh(stored.server());
        }
    }

    /**
     * Returns an interval that increases with the age of the operation, because most actions take less than a second.
     */
    private static Duration pollInterval(OperationExecutionData stored, Instant now) {
        if (stored.isOlderThan(now, Duration.ofMinutes(1))) {
            return OperationTracker.SLOW_POLL_INTERVAL;
        }
        return stored.isOlderThan(now, Duration.ofSeconds(5)) ? Duration.ofSeconds(1) : Duration.ofMillis(300);
    }
}
