package org.stackdeck.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.stackdeck.access.Access;
import org.stackdeck.access.Decision;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.platform.Subscription;

/** Submits operations on servers and reports their state. */
@Service
class OperationDesk implements Operations, RepeatableOperations {

    private static final int MOST = 500;
    /** Maximum number of operations that are searched for those visible to the caller. */
    private static final int FARTHEST = 10_000;

    private final Admission admission;
    private final OperationSchedule schedule;
    private final OperationStore store;
    private final OperationBook book;
    private final Repeats repeats;
    private final ActiveOperations active;
    private final Announcements announcements;
    private final Access access;
    private final Inventory inventory;

    OperationDesk(
            Admission admission,
            OperationSchedule schedule,
            OperationStore store,
            OperationBook book,
            Repeats repeats,
            ActiveOperations active,
            Announcements announcements,
            Access access,
            Inventory inventory) {
        this.admission = admission;
        this.schedule = schedule;
        this.store = store;
        this.book = book;
        this.repeats = repeats;
        this.active = active;
        this.announcements = announcements;
        this.access = access;
        this.inventory = inventory;
    }

    @Override
    public Operation submit(Caller caller, ServerKey server, Order order, Duration grace) {
        Operation accepted = admission.admit(caller, server, order, grace);
        schedule.hurry();
        return accepted;
    }

    @Override
    public Once submit(Caller caller, ServerKey server, Order order, Repeatable repeatable) {
        Once once = admission.admit(caller, server, order, Duration.ZERO, new Repetition() {

            @Override
            public Optional<Operation> before() {
                return OperationDesk.this.before(caller, repeatable);
            }

            @Override
            public void accepted(OperationId operation) {
                repeats.remember(caller.userId(), repeatable, List.of(operation));
            }
        });
        if (once.first()) {
            schedule.hurry();
        }
        return once;
    }

    @Override
    public Optional<Operation> before(Caller caller, Repeatable repeatable) {
        return repeats.before(caller.userId(), repeatable)
                .flatMap(operations -> store.find(operations.getFirst()))
                .map(StoredOperation::operation);
    }

    @Override
    public void begin(Caller caller, Repeatable whole) {
        repeats.begin(caller.userId(), whole);
    }

    @Override
    public Optional<Operation> withdraw(Caller caller, OperationId id) {
        Subject subject = access.fresh(caller.userId());
        StoredOperation stored = known(subject, id).orElse(null);
        if (stored == null) {
            return Optional.empty();
        }
        Operation operation = stored.operation();
        Decision may = access.decide(subject, Permission.of(operation.action()), facts(operation));
        if (!operation.by().equals(caller.userId()) && !may.allowed()) {
            book.notWithdrawn(stored, caller);
            throw new ActionRefusedException(AvailabilityRules.granted(may));
        }
        book.withdrawn(stored, caller);
        return store.find(id).map(StoredOperation::operation);
    }

    @Override
    public Optional<String> tellPassword(Caller caller, OperationId id) {
        Subject subject = access.fresh(caller.userId());
        StoredOperation stored = known(subject, id).orElse(null);
        if (stored == null) {
            return Optional.empty();
        }
        Operation operation = stored.operation();
        // A user who may no longer see the server must not read its password.
        if (!operation.by().equals(caller.userId()) || !access.maySee(subject, facts(operation))) {
            book.passwordRefused(stored, caller);
            return Optional.empty();
        }
        return book.tellPassword(stored, caller);
    }

    @Override
    public Optional<Operation> find(Caller caller, OperationId id) {
        Subject subject = access.subject(caller.userId());
        return known(subject, id).map(StoredOperation::operation);
    }

    private Optional<StoredOperation> known(Subject subject, OperationId id) {
        return store.find(id).filter(stored -> visible(subject, stored.operation()));
    }

    @Override
    public List<Operation> recent(Caller caller, OperationFilter filter, int limit) {
        Subject subject = access.subject(caller.userId());
        int wanted = Math.clamp(limit, 0, MOST);
        List<Operation> visible = new ArrayList<>();
        List<StoredOperation> page = wanted == 0 ? List.of() : store.newest(caller.userId(), filter, wanted);
        for (int seen = page.size(); !page.isEmpty(); seen += page.size()) {
            page.stream()
                    .map(StoredOperation::operation)
                    .filter(operation -> visible(subject, operation))
                    .limit(wanted - visible.size())
                    .forEach(visible::add);
            if (visible.size() >= wanted || seen >= FARTHEST) {
                break;
            }
            // Continue from the last row instead of an offset: new operations may have been added.
            page = store.before(page.getLast().operation(), caller.userId(), filter, MOST);
        }
        return List.copyOf(visible);
    }

    @Override
    public Optional<Operation> active(ServerKey server) {
        return active.on(server);
    }

    @Override
    public Subscription subscribe(Consumer<Operation> listener) {
        return announcements.subscribe(listener);
    }

    @Override
    public boolean mayKnow(Subject subject, Operation operation) {
        return visible(subject, operation);
    }

    /** Users see their own operations while their account is active, even after a grant has ended. */
    private boolean visible(Subject subject, Operation operation) {
        return (subject.active() && operation.by().equals(subject.user())) || access.maySee(subject, facts(operation));
    }

    private ServerFacts facts(Operation operation) {
        return inventory
                .find(operation.server())
                .map(ServerFacts::of)
                .orElseGet(
                        () -> ServerFacts.remembered(operation.server(), operation.project(), operation.serverName()));
    }
}
