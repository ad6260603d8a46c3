package org.stackdeck.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Access;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.InstanceAction;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UnreadableSecretException;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.Operation.Failure;

/**
 * Sends a pending operation to the cloud, once. The operation becomes RUNNING in the database before the request is
 * sent, so that after a failure it is tracked and not repeated. It returns to WAITING only if the request certainly had
 * no effect.
 */
@Component
class Dispatcher {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    /** How long a scheduler thread waits for a permit to send. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration FOLLOW = Duration.ofSeconds(15);

    private final OperationBook book;
    private final OperationStore store;
    private final ProtectionStore protections;
    private final Access access;
    private final LaunchRights launchRights;
    private final LaunchKeys keys;
    private final Clouds clouds;
    private final Inventory inventory;
    private final OperationSettings settings;
    private final Clock clock;
    private final Map<CloudName, Semaphore> places = new ConcurrentHashMap<>();

    Dispatcher(
            OperationBook book,
            OperationStore store,
            ProtectionStore protections,
            Access access,
            LaunchRights launchRights,
            LaunchKeys keys,
            Clouds clouds,
            Inventory inventory,
            OperationSettings settings,
            Clock clock) {
        this.book = book;
        this.store = store;
        this.protections = protections;
        this.access = access;
        this.launchRights = launchRights;
        this.keys = keys;
        this.clouds = clouds;
        this.inventory = inventory;
        this.settings = settings;
        this.clock = clock;
    }

    Next dispatch(StoredOperation stored) throws InterruptedException {
        Operation operation = stored.operation();
        if (tooLate(stored)) {
            return new Next.Ended();
        }
        Compute compute =
                clouds.compute(operation.server().cloud(), operation.project()).orElse(null);
        if (compute == null) {
            // After a start the cloud may not be discovered yet.
            return new Next.Step(wait(operation));
        }
        Semaphore place =
                places.computeIfAbsent(operation.server().cloud(), cloud -> new Semaphore(settings.perCloud(), true));
        if (!place.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            // A slow cloud must not block operations on other clouds.
            return new Next.Later(wait(operation));
        }
        try {
            return inPlace(stored, compute);
        } catch (UnreadableSecretException e) {
            // Nothing has been sent: secrets are read before that.
            log.error("Operation {} cannot be sent: the key of its secrets is lost", stored.id());
            book.failed(stored, Failures.SECRET_UNREADABLE);
            return ended(stored);
        } finally {
            place.release();
        }
    }

    /** Makes all checks after the last wait. */
    private Next inPlace(StoredOperation stored, Compute compute) {
        if (tooLate(stored)) {
            return new Next.Ended();
        }
        if (stored.operation().action() == ServerAction.CREATE) {
            return make(stored, compute);
        }
        @Nullable String preceding;
        try {
            Server server = compute.server(stored.server().id()).orElse(null);
            if (server != null && (revoked(stored, server) || shielded(stored))) {
                return new Next.Ended();
            }
            Optional<Failure> obstacle = obstacle(stored.operation(), server);
            if (obstacle.isPresent()) {
                book.failed(stored, obstacle.get());
                return new Next.Ended();
            }
            preceding = newestAction(stored.operation(), compute);
        } catch (CloudException e) {
            return beforeSending(stored, e);
        }
        return send(stored, compute, preceding);
    }

    /** The server does not exist yet, so it cannot be checked. */
    private Next make(StoredOperation stored, Compute compute) {
        Operation operation = stored.operation();
        NewServer server = store.plan(stored.id()).orElse(null);
        if (server == null) {
            // The operation has been sent or has ended in the meantime.
            return new Next.Step(Duration.ZERO);
        }
        Answer answer = launchRights.answer(
                access.fresh(operation.by()), operation.server().cloud(), operation.project(), server);
        if (!answer.available()) {
            book.cancelled(stored, Failures.REVOKED);
            return ended(stored);
        }
        @Nullable String keyName;
        try {
            keyName = keys.bring(stored, server, compute);
        } catch (CloudException e) {
            return beforeSending(stored, e);
        }
        if (!book.dispatched(operation, null)) {
            return new Next.Step(Duration.ZERO);
        }
        try {
            Compute.Begun begun = compute.create(
                    operation.project(),
                    server,
                    Map.of(LaunchMarker.KEY, store.marker(stored.id()).value()),
                    keyName);
            book.begun(stored.id(), begun.server(), begun.requestId(), begun.adminPassword());
            ServerKey made = new ServerKey(operation.server().cloud(), begun.server());
            inventory.follow(made, FOLLOW);
            inventory.refresh(made);
            return new Next.Step(Duration.ZERO);
        } catch (CloudException e) {
            return afterSending(stored, e);
        }
    }

    private Next ended(StoredOperation stored) {
        store.find(stored.id()).ifPresent(keys::remove);
        return new Next.Ended();
    }

    private boolean tooLate(StoredOperation stored) {
        if (expiry(stored.operation()).isBefore(clock.instant())) {
            book.cancelled(stored, Failures.TOO_LATE);
            store.find(stored.id()).ifPresent(keys::remove);
            return true;
        }
        return false;
    }

    private Instant expiry(Operation operation) {
        return operation.acceptedAt().plus(settings.dispatchWithin());
    }

    /** Minutes or a restart may have passed since acceptance, and the server's name or tags may have changed. */
    private boolean revoked(StoredOperation stored, Server server) {
        Operation operation = stored.operation();
        Permission needed = Permission.of(operation.action());
        if (access.rights(access.fresh(operation.by()))
                .decide(needed, ServerFacts.of(server))
                .allowed()) {
            return false;
        }
        book.cancelled(stored, Failures.REVOKED);
        return true;
    }

    /** The server may have been protected after the operation was accepted. */
    private boolean shielded(StoredOperation stored) {
        Operation operation = stored.operation();
        Optional<Protection> protection =
                operation.action().destroys() ? protections.of(operation.server()) : Optional.empty();
        protection.ifPresent(one -> book.cancelled(stored, Failures.shielded(one)));
        return protection.isPresent();
    }

    /** Uses the server's state from the cloud, because a lock must apply even if it has just been set. */
    private static Optional<Failure> obstacle(Operation operation, @Nullable Server server) {
        if (server == null || operation.action().tooLateFor(server)) {
            return Optional.of(Failures.GONE);
        }
        return switch (AvailabilityRules.allowedBy(server, operation.action())) {
            case Answer.Locked locked -> Optional.of(Failures.locked(server));
            case Answer.NotLocked free -> Optional.of(Failures.NOT_LOCKED);
            case Answer.WrongState state -> Optional.of(Failures.wrongState(server));
            case Answer.Available available -> Optional.empty();
            case Answer.Invisible invisible -> Optional.empty();
            case Answer.NotGranted missing -> Optional.empty();
            case Answer.NotYet early -> Optional.empty();
            case Answer.Protected protection -> Optional.empty();
            case Answer.Ended late -> Optional.empty();
            case Answer.Busy busy -> Optional.empty();
            case Answer.WouldGain gain -> Optional.empty();
        };
    }

    private static @Nullable String newestAction(Operation operation, Compute compute) {
        return compute.instanceActions(operation.server().id()).stream()
                .findFirst()
                .map(InstanceAction::requestId)
                .orElse(null);
    }

    private Next send(StoredOperation stored, Compute compute, @Nullable String preceding) {
        Operation operation = stored.operation();
        Order order = store.order(operation);
        if (!book.dispatched(operation, preceding)) {
            return new Next.Step(Duration.ZERO);
        }
        try {
            Compute.Taken taken = compute.act(operation.server().id(), order);
            // A password from the request is already known to the user.
            book.reached(
                    stored.id(),
                    taken.requestId(),
                    order.secrets().arguments().isEmpty() ? taken.adminPassword() : null);
        } catch (CloudException e) {
            return afterSending(stored, e);
        }
        inventory.follow(operation.server(), FOLLOW);
        inventory.hint(operation.server());
        return new Next.Step(Duration.ZERO);
    }

    /** Only reads were sent so far, which can be repeated. */
    private Next beforeSending(StoredOperation stored, CloudException problem) {
        return switch (problem.category()) {
            case UNREACHABLE, TIMEOUT, THROTTLED, UNAVAILABLE, FAILED, UNINTELLIGIBLE ->
                new Next.Step(wait(stored.operation(), problem));
            case UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, REFUSED -> {
                book.failed(stored, Failures.refused(problem));
                yield ended(stored);
            }
        };
    }

    private Next afterSending(StoredOperation stored, CloudException problem) {
        log.info("The cloud did not accept operation {}: {}", stored.id(), problem.getMessage());
        return switch (problem.category()) {
            case UNREACHABLE, THROTTLED -> again(stored, problem);
            case UNAVAILABLE -> problem.hadNoEffect() ? again(stored, problem) : unanswered(stored, problem);
            case UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, REFUSED -> {
                problem.requestId().ifPresent(id -> book.reached(stored.id(), id));
                book.failed(stored, Failures.refused(problem));
                if (stored.operation().begun()) {
                    // Do not wait, because other operations wait for this permit.
                    inventory.follow(stored.server(), FOLLOW);
                    inventory.hint(stored.server());
                }
                yield ended(stored);
            }
            case TIMEOUT, FAILED, UNINTELLIGIBLE -> unanswered(stored, problem);
        };
    }

    /** The request certainly had no effect. */
    private Next again(StoredOperation stored, CloudException problem) {
        if (stored.attempts() + 1 >= settings.attempts()) {
            book.failed(stored, Failures.refused(problem));
            return ended(stored);
        }
        book.hadNoEffect(stored.id());
        return new Next.Step(wait(stored.operation(), problem));
    }

    /** The request may have had an effect: the operation is tracked and not repeated. */
    private Next unanswered(StoredOperation stored, CloudException problem) {
        book.unanswered(stored.id());
        problem.requestId().ifPresent(id -> book.reached(stored.id(), id));
        return new Next.Step(SHORTEST_WAIT);
    }

    /** The delay that the cloud requests, limited to the operation's expiry. */
    private Duration wait(Operation operation, CloudException problem) {
        Duration wanted = wait(operation);
        Duration hope = Duration.between(clock.instant(), expiry(operation)).plus(SHORTEST_WAIT);
        return problem.retryAfter()
                .map(asked -> asked.compareTo(hope) < 0 ? asked : hope)
                .filter(asked -> asked.compareTo(wanted) > 0)
                .orElse(wanted);
    }

    /** Increases with the age of the operation. */
    private Duration wait(Operation operation) {
        Instant now = clock.instant();
        Duration half = Duration.between(operation.acceptedAt(), now).dividedBy(2);
        Duration atLeast = half.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : half;
        return atLeast.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : atLeast;
    }
}
