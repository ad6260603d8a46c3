package org.stackdeck.operations.admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Decision;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerActionRequest;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.IdempotentRequest;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationFilter;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.OperationService;
import org.stackdeck.operations.OperationService.Submission;
import org.stackdeck.operations.availability.DefaultActionAvailabilityService;
import org.stackdeck.operations.state.ActiveOperationRegistry;
import org.stackdeck.operations.state.IdempotentRequestRepository;
import org.stackdeck.operations.state.OperationEventPublisher;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationQueries;
import org.stackdeck.operations.state.OperationRepository;
import org.stackdeck.operations.state.OperationScheduler;
import org.stackdeck.operations.state.OperationTransitionService;
import org.stackdeck.platform.Subscription;

/** Submits operations on servers and reports their state. */
@Service
class DefaultOperationService implements OperationService {

    private static final int MAX_PAGE_SIZE = 500;
    /** Maximum number of operations that are searched for those visible to the caller. */
    private static final int MAX_SCANNED_ROWS = 10_000;

    private final OperationAdmissionService operationAdmissionService;
    private final OperationScheduler scheduler;
    private final OperationRepository operationRepository;
    private final OperationQueries operationQueries;
    private final OperationTransitionService operationTransitionService;
    private final IdempotentRequestRepository idempotentRequestRepository;
    private final ActiveOperationRegistry active;
    private final OperationEventPublisher operationEventPublisher;
    private final AccessDecisionService accessDecisionService;
    private final Inventory inventory;

    DefaultOperationService(
            OperationAdmissionService operationAdmissionService,
            OperationScheduler scheduler,
            OperationRepository operationRepository,
            OperationQueries operationQueries,
            OperationTransitionService operationTransitionService,
            IdempotentRequestRepository idempotentRequestRepository,
            ActiveOperationRegistry active,
            OperationEventPublisher operationEventPublisher,
            AccessDecisionService accessDecisionService,
            Inventory inventory) {
        this.operationAdmissionService = operationAdmissionService;
        this.scheduler = scheduler;
        this.operationRepository = operationRepository;
        this.operationQueries = operationQueries;
        this.operationTransitionService = operationTransitionService;
        this.idempotentRequestRepository = idempotentRequestRepository;
        this.active = active;
        this.operationEventPublisher = operationEventPublisher;
        this.accessDecisionService = accessDecisionService;
        this.inventory = inventory;
    }

    @Override
    public Operation submit(Caller caller, ServerKey server, ServerActionRequest serverActionRequest, Duration grace) {
        return admit(caller, server, serverActionRequest, grace, null).operation();
    }

    @Override
    public Submission submit(
            Caller caller,
            ServerKey server,
            ServerActionRequest serverActionRequest,
            IdempotentRequest idempotentRequest) {
        return admit(caller, server, serverActionRequest, Duration.ZERO, idempotentRequest);
    }

    private Submission admit(
            Caller caller,
            ServerKey server,
            ServerActionRequest serverActionRequest,
            Duration grace,
            @Nullable IdempotentRequest idempotentRequest) {
        Submission submission =
                operationAdmissionService.admit(caller, server, serverActionRequest, grace, idempotentRequest);
        if (submission.newlyAccepted()) {
            scheduler.triggerNow();
        }
        return submission;
    }

    @Override
    public Optional<Operation> findAccepted(Caller caller, IdempotentRequest idempotentRequest) {
        return operationAdmissionService.findAccepted(caller, idempotentRequest);
    }

    @Override
    public void reserveKey(Caller caller, IdempotentRequest whole) {
        idempotentRequestRepository.reserveKey(caller.userId(), whole);
    }

    @Override
    public Optional<Operation> cancel(Caller caller, OperationId id) {
        Subject subject = accessDecisionService.loadSubject(caller.userId());
        OperationExecutionData stored = findVisible(subject, id).orElse(null);
        if (stored == null) {
            return Optional.empty();
        }
        Operation operation = stored.operation();
        Decision may =
                accessDecisionService.decide(subject, Permission.requiredFor(operation.action()), facts(operation));
        if (!operation.userId().equals(caller.userId()) && !may.isAllowed()) {
            operationTransitionService.auditCancellationRefusal(stored, caller);
            throw new ActionRefusedException(DefaultActionAvailabilityService.fromDecision(may));
        }
        operationTransitionService.cancel(stored, caller);
        return operationRepository.find(id).map(OperationExecutionData::operation);
    }

    @Override
    public Optional<String> revealPassword(Caller caller, OperationId id) {
        Subject subject = accessDecisionService.loadSubject(caller.userId());
        OperationExecutionData stored = findVisible(subject, id).orElse(null);
        if (stored == null) {
            return Optional.empty();
        }
        Operation operation = stored.operation();
        // A user who may no longer see the server must not read its password.
        if (!operation.userId().equals(caller.userId())
                || !accessDecisionService.isVisible(subject, facts(operation))) {
            operationTransitionService.auditPasswordRefusal(stored, caller);
            return Optional.empty();
        }
        return operationTransitionService.takePassword(stored, caller);
    }

    @Override
    public Optional<Operation> find(Caller caller, OperationId id) {
        Subject subject = accessDecisionService.subject(caller.userId());
        return findVisible(subject, id).map(OperationExecutionData::operation);
    }

    private Optional<OperationExecutionData> findVisible(Subject subject, OperationId id) {
        return operationRepository.find(id).filter(stored -> canSee(subject, stored.operation()));
    }

    @Override
    public List<Operation> listRecent(Caller caller, OperationFilter filter, int limit) {
        Subject subject = accessDecisionService.subject(caller.userId());
        int wanted = Math.clamp(limit, 0, MAX_PAGE_SIZE);
        List<Operation> visible = new ArrayList<>();
        List<OperationExecutionData> page =
                wanted == 0 ? List.of() : operationQueries.findNewest(caller.userId(), filter, wanted);
        for (int seen = page.size(); !page.isEmpty(); seen += page.size()) {
            page.stream()
                    .map(OperationExecutionData::operation)
                    .filter(operation -> canSee(subject, operation))
                    .limit(wanted - visible.size())
                    .forEach(visible::add);
            if (visible.size() >= wanted || seen >= MAX_SCANNED_ROWS) {
                break;
            }
            // Continue from the last row instead of an offset: new operations may have been added.
            page = operationQueries.findBefore(page.getLast().operation(), caller.userId(), filter, MAX_PAGE_SIZE);
        }
        return List.copyOf(visible);
    }

    @Override
    public Optional<Operation> findActive(ServerKey server) {
        return active.findByServer(server);
    }

    @Override
    public Subscription subscribe(Consumer<Operation> listener) {
        return operationEventPublisher.subscribe(listener);
    }

    @Override
    public boolean canSee(Subject subject, Operation operation) {
        return (subject.active() && operation.userId().equals(subject.user()))
                || accessDecisionService.isVisible(subject, facts(operation));
    }

    private ServerAttributes facts(Operation operation) {
        return inventory
                .find(operation.server())
                .map(ServerAttributes::of)
                .orElseGet(() -> ServerAttributes.withoutMetadata(
                        operation.server(), operation.project(), operation.serverName()));
    }
}
