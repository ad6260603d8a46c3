package org.stackdeck.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Decision;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResourceTarget;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.resource.FakeResourceInventory;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.operations.OperationService.Submission;
import org.stackdeck.operations.availability.DefaultActionAvailabilityService;
import org.stackdeck.operations.detail.FakeSoftDeletedServerLookup;
import org.stackdeck.operations.detail.SoftDeletedServerLookup;
import org.stackdeck.platform.Subscription;

/**
 * Operations in memory. Checks permissions and states, and on servers also protections, locks and active operations.
 */
public class FakeOperationService implements OperationService, ActionAvailabilityService {

    private final Map<OperationId, Operation> all = new LinkedHashMap<>();
    private final Map<IdempotentRequest, OperationId> repeatable = new LinkedHashMap<>();
    private final Map<String, String> contents = new LinkedHashMap<>();
    private final Map<OperationId, String> passwords = new LinkedHashMap<>();
    private final List<ActionRequest> actionRequests = new ArrayList<>();
    private final List<Consumer<Operation>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Operation>> endListeners = new CopyOnWriteArrayList<>();
    private final AccessDecisionService accessDecisionService;
    private final Inventory inventory;
    private final Clock clock;
    private final DeletionProtectionCache protections;
    private final SoftDeletedServerLookup deleted;
    private final ResourceInventory resourceInventory;
    private Runnable beforeSubmit = () -> {};

    public FakeOperationService(
            AccessDecisionService accessDecisionService,
            Inventory inventory,
            DeletionProtectionCache protections,
            SoftDeletedServerLookup deleted,
            ResourceInventory resourceInventory,
            Clock clock) {
        this.resourceInventory = resourceInventory;
        this.deleted = deleted;
        this.protections = protections;
        this.accessDecisionService = accessDecisionService;
        this.inventory = inventory;
        this.clock = clock;
    }

    /** Creates a service without protections, soft-deleted servers and other resources. */
    public FakeOperationService(AccessDecisionService accessDecisionService, Inventory inventory, Clock clock) {
        this(accessDecisionService, inventory, new FakeSoftDeletedServerLookup(accessDecisionService), clock);
    }

    private FakeOperationService(
            AccessDecisionService accessDecisionService,
            Inventory inventory,
            SoftDeletedServerLookup deleted,
            Clock clock) {
        this(
                accessDecisionService,
                inventory,
                new FakeDeletionProtectionService(accessDecisionService, inventory, deleted, clock),
                deleted,
                new FakeResourceInventory(accessDecisionService),
                clock);
    }

    /** Sets a task that runs at the beginning of each submission and may throw an exception. */
    public void beforeSubmit(Runnable what) {
        beforeSubmit = what;
    }

    public synchronized void clear() {
        all.clear();
        repeatable.clear();
        contents.clear();
        passwords.clear();
        actionRequests.clear();
    }

    /** Returns the accepted actions, including secrets, oldest first. */
    public synchronized List<ActionRequest> actionRequests() {
        return List.copyOf(actionRequests);
    }

    /** Returns all operations, oldest first, including those that the test has added. */
    public synchronized List<Operation> accepted() {
        return List.copyOf(all.values());
    }

    /** Adds an operation without notifying listeners. */
    public synchronized void add(Operation operation) {
        all.put(operation.id(), operation);
    }

    /** Adds an accepted operation of the user that stops the server. */
    public Operation addStop(Server server, User user) {
        Operation operation = Operation.accepted(
                OperationId.random(),
                server.key(),
                server.name(),
                server.project().id(),
                ActionRequest.of(ServerAction.STOP),
                FakeUserDirectory.caller(user),
                clock.instant());
        add(operation);
        return operation;
    }

    /** Adds or replaces the operation and notifies listeners. */
    public void publish(Operation operation) {
        add(operation);
        listeners.forEach(listener -> listener.accept(operation));
    }

    public int subscriberCount() {
        return listeners.size();
    }

    /** Sets the operation's state and notifies listeners. */
    public void setState(OperationId id, Operation.State state, Operation.@Nullable Failure error) {
        Operation changed;
        synchronized (this) {
            Operation old = all.get(id);
            if (old == null) {
                throw new IllegalArgumentException("no such operation");
            }
            changed = new Operation(
                    id,
                    old.target(),
                    old.targetName(),
                    old.project(),
                    old.actionRequest(),
                    old.userId(),
                    old.userName(),
                    state,
                    old.acceptedAt(),
                    clock.instant(),
                    state.isFinal() ? clock.instant() : null,
                    error,
                    "req-" + id,
                    false);
            all.put(id, changed);
        }
        listeners.forEach(listener -> listener.accept(changed));
        if (state.isFinal()) {
            endListeners.forEach(listener -> listener.accept(changed));
        }
    }

    @Override
    public Operation submit(Caller caller, ActionTarget target, ActionRequest actionRequest, Duration grace) {
        beforeSubmit.run();
        actionRequest.validate();
        Operation operation = switch (target) {
            case ServerKey key -> acceptOnServer(caller, key, actionRequest);
            case NewResourceTarget place -> acceptCreation(caller, place, actionRequest);
            default -> acceptOnResource(caller, (ResourceKey) target, actionRequest);
        };
        listeners.forEach(listener -> listener.accept(operation));
        return operation;
    }

    private synchronized Operation acceptOnServer(Caller caller, ServerKey key, ActionRequest actionRequest) {
        Optional<Server> found = inventory
                .find(key)
                .or(() -> actionRequest.serverAction().appliesToSoftDeleted()
                        ? deleted.find(caller, key)
                        : Optional.empty());
        ActionAvailability actionAvailability = found.map(server ->
                        check(accessDecisionService.subject(caller.userId()), server, actionRequest.serverAction()))
                .orElseGet(ActionAvailability.Invisible::new);
        if (!actionAvailability.isAvailable()) {
            throw new ActionRefusedException(actionAvailability);
        }
        Server server = found.orElseThrow();
        return add(caller, key, server.name(), server.project().id(), actionRequest);
    }

    private synchronized Operation acceptOnResource(Caller caller, ResourceKey key, ActionRequest actionRequest) {
        Optional<CloudResource> found = resourceInventory.findKnown(key);
        ActionAvailability actionAvailability = found.map(
                        resource -> check(accessDecisionService.subject(caller.userId()), resource, (ResourceAction)
                                actionRequest.action()))
                .orElseGet(ActionAvailability.Invisible::new);
        if (!actionAvailability.isAvailable()) {
            throw new ActionRefusedException(actionAvailability);
        }
        CloudResource resource = found.orElseThrow();
        return add(
                caller,
                key,
                resource.name(),
                Objects.requireNonNull(resource.project()).id(),
                actionRequest);
    }

    private synchronized Operation acceptCreation(Caller caller, NewResourceTarget place, ActionRequest actionRequest) {
        String name = actionRequest.value(ActionParameter.NAME).orElse("");
        ActionAvailability actionAvailability = ActionAvailability.of(accessDecisionService
                .permissions(caller.userId())
                .decideForNew(
                        Permission.requiredFor(actionRequest.action()),
                        new ResourceAttributes.OfResource(
                                new ResourceKey(place.cloud(), place.kind(), "new"), place.project(), name)));
        if (!actionAvailability.isAvailable()) {
            throw new ActionRefusedException(actionAvailability);
        }
        OperationId id = OperationId.random();
        return add(
                id,
                caller,
                new ResourceKey(place.cloud(), place.kind(), Operation.placeholderId(id)),
                name,
                place.project(),
                actionRequest);
    }

    private Operation add(
            Caller caller, ActionTarget target, String name, ProjectId project, ActionRequest actionRequest) {
        return add(OperationId.random(), caller, target, name, project, actionRequest);
    }

    private Operation add(
            OperationId id,
            Caller caller,
            ActionTarget target,
            String name,
            ProjectId project,
            ActionRequest actionRequest) {
        Operation operation = new Operation(
                id,
                target,
                name,
                project,
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
        all.put(operation.id(), operation);
        actionRequests.add(actionRequest);
        return operation;
    }

    @Override
    public Submission submit(
            Caller caller, ActionTarget target, ActionRequest actionRequest, @Nullable IdempotentRequest request) {
        Optional<Operation> before = findAccepted(caller, request);
        if (before.isPresent()) {
            return new Submission(before.get(), false);
        }
        Operation operation = submit(caller, target, actionRequest);
        if (request != null) {
            synchronized (this) {
                contents.put(request.key(), request.content());
                repeatable.put(request, operation.id());
            }
        }
        return new Submission(operation, true);
    }

    @Override
    public synchronized Optional<Operation> findAccepted(Caller caller, @Nullable IdempotentRequest request) {
        if (request == null) {
            return Optional.empty();
        }
        String known = contents.get(request.key());
        if (known != null && !known.equals(request.content())) {
            throw new IdempotencyKeyReusedException();
        }
        return Optional.ofNullable(repeatable.get(request)).map(all::get);
    }

    @Override
    public synchronized void reserveKey(Caller caller, IdempotentRequest whole) {
        findAccepted(caller, whole);
        contents.put(whole.key(), whole.content());
    }

    /** Adds a generated password to the operation. */
    public void setPassword(OperationId id, String password) {
        Operation changed;
        synchronized (this) {
            passwords.put(id, password);
            changed = withPassword(Objects.requireNonNull(all.get(id)), true);
            all.put(id, changed);
        }
        listeners.forEach(listener -> listener.accept(changed));
    }

    @Override
    public Optional<String> revealPassword(Caller caller, OperationId id) {
        String password;
        Operation changed;
        synchronized (this) {
            Operation known = all.get(id);
            password = known == null || !known.userId().equals(caller.userId()) ? null : passwords.remove(id);
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
                operation.target(),
                operation.targetName(),
                operation.project(),
                operation.actionRequest(),
                operation.userId(),
                operation.userName(),
                operation.state(),
                operation.acceptedAt(),
                operation.dispatchedAt(),
                operation.finishedAt(),
                operation.failure(),
                operation.requestId(),
                made);
    }

    @Override
    public synchronized Optional<Operation> find(Caller caller, OperationId id) {
        return Optional.ofNullable(all.get(id))
                .flatMap(operation -> visible(accessDecisionService.subject(caller.userId()), operation));
    }

    @Override
    public synchronized List<Operation> listRecent(Caller caller, OperationFilter filter, int limit) {
        return all.values().stream()
                .filter(operation -> matches(filter, operation, caller.userId()))
                .flatMap(operation -> visible(accessDecisionService.subject(caller.userId()), operation).stream())
                .sorted(Comparator.comparing(Operation::acceptedAt).reversed())
                .limit(limit)
                .toList();
    }

    private static boolean matches(OperationFilter filter, Operation operation, UserId asker) {
        return (!filter.ownOnly() || operation.userId().equals(asker))
                && filter.states().contains(operation.state())
                && (filter.actions().isEmpty() || filter.actions().contains(operation.action()))
                && (filter.server() == null
                        || operation.target().idText().equals(filter.server())
                        || operation.targetName().equals(filter.server()));
    }

    @Override
    public synchronized Optional<Operation> findActive(ActionTarget target) {
        return all.values().stream()
                .filter(operation ->
                        operation.target().equals(target) && !operation.state().isFinal())
                .findFirst();
    }

    @Override
    public synchronized Set<ServerKey> findServersWithOperationsSince(Map<ServerKey, Instant> since) {
        return all.values().stream()
                .filter(operation -> operation.target() instanceof ServerKey server
                        && since.containsKey(server)
                        && operation.state() != Operation.State.WAITING
                        && operation.state() != Operation.State.CANCELLED
                        && (operation.finishedAt() == null
                                || !operation.finishedAt().isBefore(since.get(server))))
                .map(Operation::server)
                .collect(Collectors.toSet());
    }

    @Override
    public Subscription subscribe(Supplier<Subject> viewer, Consumer<Operation> listener) {
        Consumer<Operation> filtered =
                operation -> visible(viewer.get(), operation).ifPresent(listener);
        listeners.add(filtered);
        return () -> listeners.remove(filtered);
    }

    @Override
    public Subscription subscribeToCompletions(Consumer<Operation> listener) {
        endListeners.add(listener);
        return () -> endListeners.remove(listener);
    }

    @Override
    public ActionAvailability check(Subject subject, Server server, ServerAction action) {
        return switch (accessDecisionService.decide(
                subject, Permission.requiredFor(action), ServerAttributes.of(server))) {
            case Decision.Invisible() -> new ActionAvailability.Invisible();
            case Decision.NotGranted(Permission permission) -> new ActionAvailability.NotGranted(permission);
            case Decision.NotYet(Permission permission, var opens) ->
                new ActionAvailability.NotYetGranted(permission, opens);
            case Decision.Ended(Permission permission, var at) -> new ActionAvailability.GrantExpired(permission, at);
            case Decision.Allowed() ->
                protections
                        .current()
                        .find(server.key())
                        .filter(_ -> action.isDestructive())
                        .<ActionAvailability>map(ActionAvailability.Protected::new)
                        .orElseGet(() -> unprotected(server, action));
        };
    }

    @Override
    public ActionAvailability check(Subject subject, CloudResource resource, ResourceAction action) {
        ActionAvailability granted = ActionAvailability.of(accessDecisionService.decide(
                subject,
                Permission.requiredFor(action),
                ResourceAttributes.of(
                        resource, Objects.requireNonNull(resource.project()).id())));
        return granted.isAvailable() ? DefaultActionAvailabilityService.checkState(resource, action) : granted;
    }

    private ActionAvailability unprotected(Server server, ServerAction action) {
        return findActive(server.key())
                .<ActionAvailability>map(ActionAvailability.Busy::new)
                .orElseGet(() -> byServer(server, action));
    }

    @Override
    public Map<ServerAction, ActionAvailability> checkAll(Subject subject, Server server) {
        Map<ServerAction, ActionAvailability> availabilities = new EnumMap<>(ServerAction.class);
        for (ServerAction action : ServerAction.values()) {
            availabilities.put(action, check(subject, server, action));
        }
        return availabilities;
    }

    private static ActionAvailability byServer(Server server, ServerAction action) {
        if (server.locked() != action.requiresLocked()) {
            return server.locked()
                    ? new ActionAvailability.Locked(server.lockedReason())
                    : new ActionAvailability.NotLocked();
        }
        return action.isAllowedIn(server)
                ? new ActionAvailability.Available()
                : new ActionAvailability.WrongState(server.status(), server.taskState());
    }

    @Override
    public Optional<Operation> cancel(Caller caller, OperationId id) {
        return find(caller, id).map(operation -> {
            if (operation.state() == Operation.State.WAITING) {
                setState(id, Operation.State.CANCELLED, new Operation.Failure("withdrawn", null));
            }
            return find(caller, id).orElseThrow();
        });
    }

    @Override
    public Optional<Operation> visible(Subject subject, Operation operation) {
        return operation.userId().equals(subject.user())
                        || (operation.isOnServer() && isServerVisible(subject, operation))
                ? Optional.of(operation)
                : Optional.empty();
    }

    private boolean isServerVisible(Subject subject, Operation operation) {
        return accessDecisionService
                .permissions(subject)
                .isVisible(ServerAttributes.withoutMetadata(
                        operation.server(), operation.project(), operation.targetName()));
    }
}
