package org.stackdeck.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.InstanceAction;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.inventory.Inventory;

/**
 * Determines the result of an operation that was sent. Nova's instance action with the request's id is the only proof:
 * a reboot starts in the state in which it ends, and a failed stop leaves the server unchanged. If the response and
 * thus the id was lost, the action is searched for among those after the request was sent.
 *
 * <p>The server's state is used in three cases only: an action that spans two services of Nova appears finished between
 * them, Nova does not record locking a locked server, and neither Nova nor Neutron records changes such as a new name.
 */
@Component
class Tracker {

    private static final Logger log = LoggerFactory.getLogger(Tracker.class);

    private static final Duration FOLLOW = Duration.ofSeconds(15);
    private static final Duration SLOW = Duration.ofSeconds(3);

    private final OperationBook book;
    private final Made made;
    private final KeptServers kept;
    private final Clouds clouds;
    private final Inventory inventory;
    private final OperationSettings settings;
    private final Clock clock;

    Tracker(
            OperationBook book,
            Made made,
            KeptServers kept,
            Clouds clouds,
            Inventory inventory,
            OperationSettings settings,
            Clock clock) {
        this.book = book;
        this.made = made;
        this.kept = kept;
        this.clouds = clouds;
        this.inventory = inventory;
        this.settings = settings;
        this.clock = clock;
    }

    Next look(StoredOperation stored) {
        Compute compute = clouds.compute(
                        stored.server().cloud(), stored.operation().project())
                .orElse(null);
        if (compute == null) {
            return stored.sentBefore(clock.instant(), patience(stored))
                    ? failed(stored, Failures.timedOut("?"))
                    : new Next.Step(SLOW);
        }
        try {
            if (stored.operation().action() == ServerAction.CREATE) {
                return made.look(stored, compute);
            }
            inventory.follow(stored.server(), FOLLOW);
            if (stored.operation().action().instanceAction().isEmpty()) {
                return unrecorded(stored, compute);
            }
            // Read before the events: once the task has ended, the events read afterwards are complete.
            boolean handedOn = stored.operation().action().handedOn() && busy(stored, compute);
            Optional<InstanceAction> action = action(stored, compute);
            if (action.isPresent() && ended(action.get(), handedOn)) {
                return finished(stored, action.get());
            }
            return unfinished(stored, compute, action.isPresent());
        } catch (CloudException e) {
            return stored.sentBefore(clock.instant(), patience(stored))
                    ? failed(stored, Failures.timedOut(String.valueOf(e.getMessage())))
                    : new Next.Step(wait(stored, e));
        }
    }

    /** Ends an operation that could not be tracked for too long. Returns empty before that. */
    Optional<Next> givenUp(StoredOperation stored, RuntimeException why) {
        if (!stored.sentBefore(clock.instant(), patience(stored))) {
            return Optional.empty();
        }
        log.error("Operation {} could not be tracked until its timeout", stored.id(), why);
        book.failed(stored, Failures.timedOut("?"));
        return Optional.of(new Next.Ended());
    }

    /**
     * The response completes the action. If it was lost, the action succeeded if the server has the requested value.
     */
    private Next unrecorded(StoredOperation stored, Compute compute) {
        boolean answered = stored.requestId().isPresent() && stored.unansweredAt() == null;
        if (answered || compute.holds(stored.server().id(), stored.operation().order())) {
            return succeeded(stored);
        }
        Instant now = clock.instant();
        return stored.sentBefore(now, settings.lookFor())
                ? failed(stored, Failures.NOT_REACHED)
                : new Next.Step(pace(stored, now));
    }

    /** The delay that the cloud requests, limited to the end of tracking, and at least {@link #SLOW}. */
    private Duration wait(StoredOperation stored, CloudException problem) {
        Instant end = stored.sentAt().plus(patience(stored)).plus(SLOW);
        Duration left = Duration.between(clock.instant(), end);
        return problem.retryAfter()
                .map(asked -> asked.compareTo(left) < 0 ? asked : left)
                .filter(asked -> asked.compareTo(SLOW) > 0)
                .orElse(SLOW);
    }

    private Duration patience(StoredOperation stored) {
        return stored.operation().action().movesDisk() ? settings.trackDiskFor() : settings.trackFor();
    }

    private static boolean busy(StoredOperation stored, Compute compute) {
        return compute.server(stored.server().id()).flatMap(Server::task).isPresent();
    }

    /** A failure ends the action in any service. */
    private static boolean ended(InstanceAction action, boolean handedOn) {
        return action.finished() && (action.failed() || !handedOn);
    }

    private Optional<InstanceAction> action(StoredOperation stored, Compute compute) {
        Optional<String> requestId = stored.requestId();
        if (requestId.isEmpty()) {
            requestId = lost(stored, compute);
            requestId.ifPresent(id -> book.reached(stored.id(), id));
        }
        return requestId.flatMap(id -> compute.instanceAction(stored.server().id(), id));
    }

    /** The oldest action of this kind by Stackdeck's Nova user after the newest one before the request was sent. */
    private static Optional<String> lost(StoredOperation stored, Compute compute) {
        return actions(stored, compute).stream()
                .takeWhile(action -> !action.requestId().equals(stored.precedingRequestId()))
                .filter(action -> stored.operation()
                        .action()
                        .instanceAction()
                        .filter(action.action()::equals)
                        .isPresent())
                .filter(action -> action.userId().equals(compute.userId()))
                .reduce((newer, older) -> older)
                .map(InstanceAction::requestId);
    }

    /** Returns no actions for a server that no longer exists. The caller interprets this for deletions. */
    private static List<InstanceAction> actions(StoredOperation stored, Compute compute) {
        try {
            return compute.instanceActions(stored.server().id());
        } catch (CloudException e) {
            if (e.category() == CloudException.Category.NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    private Next finished(StoredOperation stored, InstanceAction action) {
        if (action.failed()) {
            return failed(stored, Failures.of(action));
        }
        return arrived(stored, action) ? succeeded(stored) : failed(stored, Failures.BROKEN_OFF);
    }

    private static boolean arrived(StoredOperation stored, InstanceAction action) {
        return stored.operation()
                .action()
                .lastEvent()
                .map(last ->
                        action.events().stream().anyMatch(event -> event.name().equals(last)))
                .orElse(true);
    }

    private Next unfinished(StoredOperation stored, Compute compute, boolean found) {
        Instant now = clock.instant();
        boolean late = stored.sentBefore(now, patience(stored));
        boolean lookedLongEnough = !found && stored.sentBefore(now, settings.lookFor());
        ServerAction asked = stored.operation().action();
        boolean deletes = asked.deletes();
        if (!late && !lookedLongEnough && !deletes && found) {
            return new Next.Step(pace(stored, now));
        }
        Optional<Server> server = compute.server(stored.server().id()).filter(there -> !asked.tooLateFor(there));
        if (server.isEmpty()) {
            return deletes ? succeeded(stored) : failed(stored, Failures.GONE);
        }
        if (!found
                && stored.operation().action() == ServerAction.LOCK
                && server.get().locked()) {
            return succeeded(stored);
        }
        if (lookedLongEnough) {
            return failed(stored, Failures.NOT_REACHED);
        }
        return late
                ? failed(stored, Failures.timedOut(Failures.described(server.get())))
                : new Next.Step(pace(stored, now));
    }

    /** Refreshes the inventory first, so that the end of an operation is never shown with the previous state. */
    private Next succeeded(StoredOperation stored) {
        inventory.refresh(stored.server());
        switch (stored.operation().action()) {
            case DELETE -> kept.look(stored.operation());
            case RESTORE, FORCE_DELETE -> kept.forget(stored.server());
            default -> {}
        }
        book.succeeded(stored);
        return new Next.Ended();
    }

    private Next failed(StoredOperation stored, Operation.Failure why) {
        if (stored.operation().begun()) {
            inventory.refresh(stored.server());
        }
        book.failed(stored, why);
        return new Next.Ended();
    }

    /** Most actions take less than a second. Long ones are polled less often. */
    private static Duration pace(StoredOperation stored, Instant now) {
        if (stored.sentBefore(now, Duration.ofMinutes(1))) {
            return SLOW;
        }
        return stored.sentBefore(now, Duration.ofSeconds(5)) ? Duration.ofSeconds(1) : Duration.ofMillis(300);
    }
}
