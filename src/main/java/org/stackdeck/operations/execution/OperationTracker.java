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
import org.stackdeck.cloud.action.ServerActionEvents;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.server.InstanceAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.execution.ServicePermits.Purpose;
import org.stackdeck.operations.lookup.SoftDeletedServerCache;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationFailures;
import org.stackdeck.operations.state.OperationTransitionService;

/**
 * Determines the result of an operation that was sent. Creations of servers, and operations on resources other than
 * servers, have their own trackers. For an action on a server, Nova's instance action with the request's ID is the only
 * proof: a reboot ends in the state in which it starts, and a failed stop leaves the server unchanged. If the response,
 * and with it the ID, was lost, {@link LostRequestFinder} searches it.
 *
 * <p>The tracker uses the server's state only where instance actions are not sufficient: if the server no longer
 * exists; if an action spans two services of Nova and appears finished between them; for locking a locked server, which
 * Nova does not record; and for changes such as a new name, which neither Nova nor Neutron records.
 */
@Component
class OperationTracker {

    private static final Logger log = LoggerFactory.getLogger(OperationTracker.class);

    private static final Duration FOLLOW_DURATION = Duration.ofSeconds(15);
    private static final Duration SLOW_POLL_INTERVAL = Duration.ofSeconds(3);

    private final OperationTransitionService operationTransitionService;
    private final ServerCreationTracker creationTracker;
    private final ResourceOperationTracker resourceTracker;
    private final SoftDeletedServerCache softDeletedServers;
    private final LostRequestFinder lostRequests;
    private final Clouds clouds;
    private final Inventory inventory;
    private final OperationProperties operationProperties;
    private final ServicePermits permits;
    private final Clock clock;

    OperationTracker(
            OperationTransitionService operationTransitionService,
            ServerCreationTracker serverCreationTracker,
            ResourceOperationTracker resourceOperationTracker,
            SoftDeletedServerCache softDeletedServerCache,
            LostRequestFinder lostRequestFinder,
            Clouds clouds,
            Inventory inventory,
            OperationProperties operationProperties,
            ServicePermits permits,
            Clock clock) {
        this.operationTransitionService = operationTransitionService;
        this.creationTracker = serverCreationTracker;
        this.resourceTracker = resourceOperationTracker;
        this.softDeletedServers = softDeletedServerCache;
        this.lostRequests = lostRequestFinder;
        this.clouds = clouds;
        this.inventory = inventory;
        this.operationProperties = operationProperties;
        this.permits = permits;
        this.clock = clock;
    }

    StepResult track(OperationExecutionData stored) throws InterruptedException {
        if (!permits.tryAcquire(stored.operation(), Purpose.TRACK)) {
            // Release the thread, because the operations of one user must not delay those of others.
            return new StepResult.Reschedule(SLOW_POLL_INTERVAL);
        }
        try {
            return stored.operation().isOnServer() ? trackServer(stored) : resourceTracker.track(stored);
        } finally {
            permits.release(stored.operation(), Purpose.TRACK);
        }
    }

    private StepResult trackServer(OperationExecutionData stored) throws InterruptedException {
        ComputeClient compute = clouds.compute(
                        stored.operation().cloud(), stored.operation().project())
                .orElse(null);
        if (compute == null) {
            return stored.isOlderThan(clock.instant(), timeout(stored))
                    ? markFailed(stored, OperationFailures.timedOut("?"))
                    : new StepResult.Continue(SLOW_POLL_INTERVAL);
        }
        try {
            if (stored.operation().serverAction() == ServerAction.CREATE) {
                return creationTracker.track(stored, compute);
            }
            inventory.follow(stored.server(), FOLLOW_DURATION);
            if (stored.operation().serverAction().instanceAction().isEmpty()) {
                return trackUnrecorded(stored, compute);
            }
            // Read the task before the events: if it has ended, the events read afterward are complete.
            boolean handedOn =
                    ServerActionEvents.spansServices(stored.operation().serverAction()) && isBusy(stored, compute);
            Optional<InstanceAction> action = findAction(stored, compute);
            if (action.isPresent() && hasEnded(action.get(), handedOn)) {
                return finish(stored, action.get());
            }
            return handleUnfinished(stored, compute, action.isPresent());
        } catch (CloudException e) {
            return stored.isOlderThan(clock.instant(), timeout(stored))
                    ? markFailed(stored, OperationFailures.timedOut(String.valueOf(e.getMessage())))
                    : continueAfter(stored, e);
        }
    }

    /** Ends an operation that could not be tracked, if it has reached its timeout; otherwise returns empty. */
    Optional<StepResult> giveUpIfExpired(OperationExecutionData stored, RuntimeException why) {
        if (!stored.isOlderThan(clock.instant(), timeout(stored))) {
            return Optional.empty();
        }
        log.error("Operation {} could not be tracked until its timeout", stored.id(), why);
        operationTransitionService.markFailed(stored, OperationFailures.timedOut("?"));
        return Optional.of(new StepResult.Finished());
    }

    /**
     * Tracks an action that Nova does not record. The action has succeeded if the cloud has responded, or if the
     * response was lost but the server has the requested value.
     */
    private StepResult trackUnrecorded(OperationExecutionData stored, ComputeClient compute) {
        boolean answered = stored.requestId().isPresent() && stored.unansweredAt() == null;
        if (answered
                || compute.isApplied(stored.server().id(), stored.operation().actionRequest())) {
            return markSucceeded(stored);
        }
        Instant now = clock.instant();
        return stored.isOlderThan(now, operationProperties.lookFor())
                ? markFailed(stored, OperationFailures.NOT_REACHED)
                : new StepResult.Continue(pollInterval(stored, now));
    }

    /** Continues after the delay that the cloud requests, limited to the end of tracking. */
    private StepResult continueAfter(OperationExecutionData stored, CloudException problem) {
        Instant end = stored.sentOrResponseLostAt().plus(timeout(stored)).plus(SLOW_POLL_INTERVAL);
        return StepResult.Continue.afterError(problem, SLOW_POLL_INTERVAL, Duration.between(clock.instant(), end));
    }

    private Duration timeout(OperationExecutionData stored) {
        return stored.operation().action().movesDisk()
                ? operationProperties.trackDiskFor()
                : operationProperties.trackFor();
    }

    private static boolean isBusy(OperationExecutionData stored, ComputeClient compute) {
        return compute.server(stored.server().id()).flatMap(Server::task).isPresent();
    }

    /** Returns whether the action has ended. A failure ends it even if another service would have continued it. */
    private static boolean hasEnded(InstanceAction action, boolean handedOn) {
        return action.finished() && (action.failed() || !handedOn);
    }

    private Optional<InstanceAction> findAction(OperationExecutionData stored, ComputeClient compute) {
        Optional<String> requestId = stored.requestId();
        if (requestId.isEmpty()) {
            requestId = lostRequests.find(stored, compute);
            requestId.ifPresent(id -> operationTransitionService.recordRequestId(stored.id(), id, null));
        }
        return requestId.flatMap(id -> compute.instanceAction(stored.server().id(), id));
    }

    private StepResult finish(OperationExecutionData stored, InstanceAction action) {
        if (action.failed()) {
            return markFailed(stored, OperationFailures.fromInstanceAction(action));
        }
        return hasLastEvent(stored, action) ? markSucceeded(stored) : markFailed(stored, OperationFailures.INCOMPLETE);
    }

    private static boolean hasLastEvent(OperationExecutionData stored, InstanceAction action) {
        return ServerActionEvents.lastEvent(stored.operation().serverAction())
                .map(last ->
                        action.events().stream().anyMatch(event -> event.name().equals(last)))
                .orElse(true);
    }

    private StepResult handleUnfinished(OperationExecutionData stored, ComputeClient compute, boolean found) {
        Instant now = clock.instant();
        boolean late = stored.isOlderThan(now, timeout(stored));
        boolean lookedLongEnough = !found && stored.isOlderThan(now, operationProperties.lookFor());
        ServerAction serverAction = stored.operation().serverAction();
        boolean deletes = serverAction.isDeletion();
        if (!late && !lookedLongEnough && !deletes && found) {
            return new StepResult.Continue(pollInterval(stored, now));
        }
        Optional<Server> server =
                compute.server(stored.server().id()).filter(there -> !serverAction.isObsoleteFor(there));
        if (server.isEmpty()) {
            return deletes ? markSucceeded(stored) : markFailed(stored, OperationFailures.GONE);
        }
        if (!found
                && stored.operation().serverAction() == ServerAction.LOCK
                && server.get().locked()) {
            return markSucceeded(stored);
        }
        if (lookedLongEnough) {
            return markFailed(stored, OperationFailures.NOT_REACHED);
        }
        return late
                ? markFailed(stored, OperationFailures.timedOut(OperationFailures.describeState(server.get())))
                : new StepResult.Continue(pollInterval(stored, now));
    }

    /**
     * Marks the operation as succeeded. Refreshes the inventory first, so that a finished operation is not shown with
     * the server's previous state.
     */
    private StepResult markSucceeded(OperationExecutionData stored) {
        inventory.refresh(stored.server());
        switch (stored.operation().serverAction()) {
            case DELETE -> softDeletedServers.check(stored.operation());
            case RESTORE, FORCE_DELETE -> softDeletedServers.remove(stored.server());
            default -> {}
        }
        operationTransitionService.markSucceeded(stored);
        return new StepResult.Finished();
    }

    private StepResult markFailed(OperationExecutionData stored, Operation.Failure failure) {
        if (stored.operation().hasTarget()) {
            inventory.refresh(stored.server());
        }
        operationTransitionService.markFailed(stored, failure);
        return new StepResult.Finished();
    }

    /**
     * Returns an interval that increases with the age of the operation, because most actions take less than a second.
     */
    private static Duration pollInterval(OperationExecutionData stored, Instant now) {
        if (stored.isOlderThan(now, Duration.ofMinutes(1))) {
            return SLOW_POLL_INTERVAL;
        }
        return stored.isOlderThan(now, Duration.ofSeconds(5)) ? Duration.ofSeconds(1) : Duration.ofMillis(300);
    }
}
