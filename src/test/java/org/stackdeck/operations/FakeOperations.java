package org.stackdeck.operations;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Access;
import org.stackdeck.access.Decision;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.platform.Subscription;

/** Operations in memory, whose state the test sets, with the refusals of the real implementation. */
public class FakeOperations implements Operations, RepeatableOperations, Availability {

    private final Map<OperationId, Operation> all = new LinkedHashMap<>();
    private final Map<Repeatable, OperationId> repeatable = new LinkedHashMap<>();
    private final Map<String, String> contents = new LinkedHashMap<>();
    private final Map<OperationId, String> passwords = new LinkedHashMap<>();
    private final List<Order> orders = new ArrayList<>();
    private final List<Consumer<Operation>> listeners = new CopyOnWriteArrayList<>();
    private final Access access;
    private final Inventory inventory;
    private final Clock clock;
    private final ProtectionBook protections;
    private final DeletedServers deleted;
    private Runnable beforeSubmit = () -> {};

    public FakeOperations(
            Access access, Inventory inventory, ProtectionBook protections, DeletedServers deleted, Clock clock) {
        this.deleted = deleted;
        this.protections = protections;
        this.access = access;
        this.inventory = inventory;
        this.clock = clock;
    }

    /** Runs at the beginning of each submission and may throw. */
    public void beforeSubmit(Runnable what) {
        beforeSubmit = what;
    }

    public synchronized void forget() {
        all.clear();
        repeatable.clear();
        contents.clear();
    }

    /** Accepted actions including secrets, oldest first. */
    public synchronized List<Order> orders() {
        return List.copyOf(orders);
    }

    /** Accepted operations, oldest first. */
    public synchronized List<Operation> accepted() {
        return List.copyOf(all.values());
    }

    /** Adds an operation without notifying listeners. */
    public synchronized void put(Operation operation) {
        all.put(operation.id(), operation);
    }

    /** Sets the operation's state. */
    public void become(OperationId id, Operation.State state, Operation.@Nullable Failure error) {
        Operation changed;
        synchronized (this) {
            Operation old = all.get(id);
            if (old == null) {
                throw new IllegalArgumentException("no such operation");
            }
            changed = new Operation(
                    id,
                    old.server(),
                    old.serverName(),
                    old.project(),
                    old.order(),
                    old.by(),
                    old.byName(),
                    state,
                    old.acceptedAt(),
                    clock.instant(),
                    state.ended() ? clock.instant() : null,
                    error,
                    "req-" + id,
                    false);
            all.put(id, changed);
        }
        listeners.forEach(listener -> listener.accept(changed));
    }

    @Override
    public Operation submit(Caller caller, ServerKey key, Order order, Duration grace) {
        beforeSubmit.run();
        order.check();
        Operation operation;
        synchronized (this) {
            Optional<Server> found = inventory
                    .find(key)
                    .or(() -> order.action().reachesDeleted() ? deleted.find(caller, key) : Optional.empty());
            Answer answer = found.map(server -> of(access.subject(caller.userId()), server, order.action()))
                    .orElseGet(Answer.Invisible::new);
            if (!answer.available()) {
                throw new ActionRefusedException(answer);
            }
            Server server = found.orElseThrow();
            operation = new Operation(
                    new OperationId(UUID.randomUUID()),
                    key,
                    server.name(),
                    server.project().id(),
                    order.withoutSecrets(),
                    caller.userId(),
                    caller.userName(),
                    Operation.State.WAITING,
                    clock.instant(),
                    null,
                    null,
                    null,
                    null,
                    false);
            all.put(operation.id(), operation);
            orders.add(order);
        }
        listeners.forEach(listener -> listener.accept(operation));
        return operation;
    }

    @Override
    public Once submit(Caller caller, ServerKey server, Order order, Repeatable request) {
        Optional<Operation> before = before(caller, request);
        if (before.isPresent()) {
            return new Once(before.get(), false);
        }
        Operation operation = submit(caller, server, order);
        synchronized (this) {
            contents.put(request.key(), request.content());
            repeatable.put(request, operation.id());
        }
        return new Once(operation, true);
    }

    @Override
    public synchronized Optional<Operation> before(Caller caller, Repeatable request) {
        String known = contents.get(request.key());
        if (known != null && !known.equals(request.content())) {
            throw new RepeatedDifferentlyException();
        }
        return Optional.ofNullable(repeatable.get(request)).map(all::get);
    }

    @Override
    public synchronized void begin(Caller caller, Repeatable whole) {
        before(caller, whole);
        contents.put(whole.key(), whole.content());
    }

    /** Adds a generated password to the operation. */
    public void password(OperationId id, String password) {
        Operation changed;
        synchronized (this) {
            passwords.put(id, password);
            changed = withPassword(Objects.requireNonNull(all.get(id)), true);
            all.put(id, changed);
        }
        listeners.forEach(listener -> listener.accept(changed));
    }

    @Override
    public Optional<String> tellPassword(Caller caller, OperationId id) {
        String password;
        Operation changed;
        synchronized (this) {
            Operation known = all.get(id);
            password = known == null || !known.by().equals(caller.userId()) ? null : passwords.remove(id);
            if (known == null || password == null) {
                return Optional.empty();
            }
            changed = withPassword(known, false);
            all.put(id, changed);
        }
        listeners.forEach(listener -> listener.accept(changed));
        return Optional.of(password);
    }

    private static Operation withPassword(Operation operation, boolean made) {
        return new Operation(
                operation.id(),
                operation.server(),
                operation.serverName(),
                operation.project(),
                operation.order(),
                operation.by(),
                operation.byName(),
                operation.state(),
                operation.acceptedAt(),
                operation.dispatchedAt(),
                operation.finishedAt(),
                operation.error(),
                operation.requestId(),
                made);
    }

    @Override
    public synchronized Optional<Operation> find(Caller caller, OperationId id) {
        return Optional.ofNullable(all.get(id))
                .filter(operation -> mayKnow(access.subject(caller.userId()), operation));
    }

    @Override
    public synchronized List<Operation> recent(Caller caller, OperationFilter filter, int limit) {
        return all.values().stream()
                .filter(operation -> filter.takes(operation, caller.userId()))
                .filter(operation -> mayKnow(access.subject(caller.userId()), operation))
                .sorted(Comparator.comparing(Operation::acceptedAt).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<Operation> active(ServerKey server) {
        return all.values().stream()
                .filter(operation ->
                        operation.server().equals(server) && !operation.state().ended())
                .findFirst();
    }

    @Override
    public Subscription subscribe(Consumer<Operation> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public Answer of(Subject subject, Server server, ServerAction action) {
        return switch (access.decide(subject, Permission.of(action), ServerFacts.of(server))) {
            case Decision.Invisible() -> new Answer.Invisible();
            case Decision.NotGranted(Permission permission) -> new Answer.NotGranted(permission);
            case Decision.NotYet(Permission permission, var opens) -> new Answer.NotYet(permission, opens);
            case Decision.Ended(Permission permission, var at) -> new Answer.Ended(permission, at);
            case Decision.Allowed() ->
                protections
                        .protections()
                        .of(server.key())
                        .filter(_ -> action.destroys())
                        .<Answer>map(Answer.Protected::new)
                        .orElseGet(() -> unprotected(server, action));
        };
    }

    private Answer unprotected(Server server, ServerAction action) {
        return active(server.key()).<Answer>map(Answer.Busy::new).orElseGet(() -> byServer(server, action));
    }

    @Override
    public Map<ServerAction, Answer> of(Subject subject, Server server) {
        Map<ServerAction, Answer> answers = new EnumMap<>(ServerAction.class);
        for (ServerAction action : ServerAction.values()) {
            answers.put(action, of(subject, server, action));
        }
        return answers;
    }

    private static Answer byServer(Server server, ServerAction action) {
        if (server.locked() != action.liftsLock()) {
            return server.locked() ? new Answer.Locked(server.lockedReason()) : new Answer.NotLocked();
        }
        return action.takenIn(server)
                ? new Answer.Available()
                : new Answer.WrongState(server.status(), server.taskState());
    }

    @Override
    public Optional<Operation> withdraw(Caller caller, OperationId id) {
        return find(caller, id).map(operation -> {
            if (operation.state() == Operation.State.WAITING) {
                become(id, Operation.State.CANCELLED, new Operation.Failure("withdrawn", null));
            }
            return find(caller, id).orElseThrow();
        });
    }

    @Override
    public boolean mayKnow(Subject subject, Operation operation) {
        return operation.by().equals(subject.user())
                || access.rights(subject)
                        .maySee(ServerFacts.remembered(
                                operation.server(), operation.project(), operation.serverName()));
    }
}
