package org.stackdeck.ui.preview;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionAvailabilityService;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.IdempotentRequest;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationFilter;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.OperationService;
import org.stackdeck.operations.OperationService.Submission;
import org.stackdeck.platform.Subscription;

/** In-memory operations on servers. Only the test and cancellations change their state. */
public final class InMemoryOperations implements OperationService {

    private final Inventory inventory;
    private final ActionAvailabilityService actionAvailabilityService;
    private final AccessDecisionService accessDecisionService;
    private final Clock clock;
    private Runnable beforeSubmit = () -> {};
    private final Map<OperationId, Operation> known = new LinkedHashMap<>();
    private final List<Consumer<Operation>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Operation>> endListeners = new CopyOnWriteArrayList<>();

    public InMemoryOperations(
            Inventory inventory,
            ActionAvailabilityService actionAvailabilityService,
            AccessDecisionService accessDecisionService,
            Clock clock) {
        this.inventory = inventory;
        this.actionAvailabilityService = actionAvailabilityService;
        this.accessDecisionService = accessDecisionService;
        this.clock = clock;
    }

    /** Sets a task that runs at the start of each submission and may throw an exception. */
    public void beforeSubmit(Runnable what) {
        beforeSubmit = what;
    }

    @Override
    public Operation submit(Caller caller, ActionTarget target, ActionRequest actionRequest, Duration grace) {
        beforeSubmit.run();
        ServerKey key = (ServerKey) target;
        Server server =
                inventory.find(key).orElseThrow(() -> new ActionRefusedException(new ActionAvailability.Invisible()));
        ActionAvailability actionAvailability = findActive(key)
                .<ActionAvailability>map(ActionAvailability.Busy::new)
                .orElseGet(() -> actionAvailabilityService.check(
                        accessDecisionService.subject(caller.userId()), server, actionRequest.serverAction()));
        if (!actionAvailability.isAvailable()) {
            throw new ActionRefusedException(actionAvailability);
        }
        Operation operation = new Operation(
                new OperationId(UUID.randomUUID()),
                key,
                server.name(),
                server.project().id(),
                actionRequest.withoutSecrets(),
                caller.userId(),
                caller.userName(),
                Operation.State.WAITING,
                clock.instant(),
                null,
                null,
                null,
                null,
                false);
        tell(operation);
        return operation;
    }

    /** Not supported, because pages send no idempotency keys. */
    @Override
    public Submission submit(
            Caller caller, ActionTarget target, ActionRequest request, IdempotentRequest idempotentRequest) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Operation> findAccepted(Caller caller, IdempotentRequest idempotentRequest) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void reserveKey(Caller caller, IdempotentRequest whole) {
        throw new UnsupportedOperationException();
    }

    /** Sets the state of an operation, notifies listeners, and returns the changed operation. */
    public Operation to(Operation operation, Operation.State state, Operation.@Nullable Failure failure) {
        Operation next = new Operation(
                operation.id(),
                operation.target(),
                operation.targetName(),
                operation.project(),
                operation.actionRequest(),
                operation.userId(),
                operation.userName(),
                state,
                operation.acceptedAt(),
                clock.instant(),
                state.isFinal() ? clock.instant() : null,
                failure,
                "req-7c1b2f0e-5a4d-4d3a-9f57-0c7a55f3f1d2",
                false);
        tell(next);
        if (state.isFinal()) {
            endListeners.forEach(listener -> listener.accept(next));
        }
        return next;
    }

    public void tell(Operation operation) {
        synchronized (known) {
            known.put(operation.id(), operation);
        }
        listeners.forEach(listener -> listener.accept(operation));
    }

    public int listeners() {
        return listeners.size();
    }

    @Override
    public Optional<String> revealPassword(Caller caller, OperationId id) {
        return Optional.empty();
    }

    @Override
    public Optional<Operation> find(Caller caller, OperationId id) {
        synchronized (known) {
            return Optional.ofNullable(known.get(id));
        }
    }

    @Override
    public List<Operation> listRecent(Caller caller, OperationFilter filter, int limit) {
        synchronized (known) {
            return known.values().stream()
                    .filter(operation -> filter.states().contains(operation.state()))
                    .filter(operation ->
                            filter.actions().isEmpty() || filter.actions().contains(operation.action()))
                    .sorted(Comparator.comparing(Operation::acceptedAt).reversed())
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public Optional<Operation> cancel(Caller caller, OperationId id) {
        return find(caller, id).map(operation -> {
            if (operation.state() == Operation.State.WAITING) {
                to(operation, Operation.State.CANCELLED, new Operation.Failure("withdrawn", null));
            }
            return find(caller, id).orElseThrow();
        });
    }

    @Override
    public Optional<Operation> visible(Subject subject, Operation operation) {
        return Optional.of(operation);
    }

    @Override
    public Optional<Operation> findActive(ActionTarget target) {
        synchronized (known) {
            return known.values().stream()
                    .filter(o -> o.target().equals(target) && !o.state().isFinal())
                    .findFirst();
        }
    }

    @Override
    public Subscription subscribe(Supplier<Subject> viewer, Consumer<Operation> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public Subscription subscribeToCompletions(Consumer<Operation> listener) {
        endListeners.add(listener);
        return () -> endListeners.remove(listener);
    }
}
