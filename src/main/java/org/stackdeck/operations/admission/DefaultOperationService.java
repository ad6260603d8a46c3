package org.stackdeck.operations.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Decision;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.IdempotentRequest;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationFilter;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.OperationService;
import org.stackdeck.operations.OperationService.Submission;
import org.stackdeck.operations.state.ActiveOperationRegistry;
import org.stackdeck.operations.state.OperationEventPublisher;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationQueries;
import org.stackdeck.operations.state.OperationTransitionService;
import org.stackdeck.platform.Subscription;

@Service
class DefaultOperationService implements OperationService {

    private final OperationAdmissionService operationAdmissionService;
    private final ActionOperationCreator creator;
    private final OperationQueries operationQueries;
    private final OperationTransitionService operationTransitionService;
    private final ActiveOperationRegistry active;
    private final OperationEventPublisher operationEventPublisher;
    private final AccessDecisionService accessDecisionService;
    private final OperationVisibilityService operationVisibilityService;

    DefaultOperationService(
            OperationAdmissionService operationAdmissionService,
            ActionOperationCreator creator,
            OperationQueries operationQueries,
            OperationTransitionService operationTransitionService,
            ActiveOperationRegistry active,
            OperationEventPublisher operationEventPublisher,
            AccessDecisionService accessDecisionService,
            OperationVisibilityService operationVisibilityService) {
        this.operationAdmissionService = operationAdmissionService;
        this.creator = creator;
        this.operationQueries = operationQueries;
        this.operationTransitionService = operationTransitionService;
        this.active = active;
        this.operationEventPublisher = operationEventPublisher;
        this.accessDecisionService = accessDecisionService;
        this.operationVisibilityService = operationVisibilityService;
    }

    @Override
    public Operation submit(Caller caller, ActionTarget target, ActionRequest actionRequest, Duration grace) {
        return operationAdmissionService
                .admit(caller, target, actionRequest, grace, null)
                .operation();
    }

    @Override
    public Submission submit(
            Caller caller,
            ActionTarget target,
            ActionRequest actionRequest,
            @Nullable IdempotentRequest idempotentRequest) {
        return operationAdmissionService.admit(caller, target, actionRequest, Duration.ZERO, idempotentRequest);
    }

    @Override
    public Optional<Operation> findAccepted(Caller caller, @Nullable IdempotentRequest idempotentRequest) {
        Subject subject = accessDecisionService.subject(caller.userId());
        return creator.findAccepted(caller, idempotentRequest)
                .flatMap(operation -> operationVisibilityService.visible(subject, operation));
    }

    @Override
    public void reserveKey(Caller caller, IdempotentRequest whole) {
        creator.reserveKey(caller, whole);
    }

    @Override
    public Optional<Operation> cancel(Caller caller, OperationId id) {
        Subject subject = accessDecisionService.loadSubject(caller.userId());
        OperationExecutionData stored =
                operationVisibilityService.find(subject, id).orElse(null);
        if (stored == null) {
            return Optional.empty();
        }
        Operation operation = stored.operation();
        Decision decision = accessDecisionService.decide(
                subject, Permission.requiredFor(operation.action()), operationVisibilityService.attributes(operation));
        if (!operation.userId().equals(caller.userId()) && !decision.isAllowed()) {
            operationTransitionService.auditCancellationRefusal(stored, caller);
            throw new ActionRefusedException(ActionAvailability.of(decision));
        }
        operationTransitionService.cancel(stored, caller);
        return findVisible(subject, id);
    }

    @Override
    public Optional<String> revealPassword(Caller caller, OperationId id) {
        Subject subject = accessDecisionService.loadSubject(caller.userId());
        OperationExecutionData stored =
                operationVisibilityService.find(subject, id).orElse(null);
        if (stored == null) {
            return Optional.empty();
        }
        Operation operation = stored.operation();
        if (!operation.userId().equals(caller.userId())
                || !operationVisibilityService.mayReadPassword(subject, operation)) {
            operationTransitionService.auditPasswordRefusal(stored, caller);
            return Optional.empty();
        }
        return operationTransitionService.removePassword(stored, caller);
    }

    @Override
    public Optional<Operation> find(Caller caller, OperationId id) {
        return findVisible(accessDecisionService.subject(caller.userId()), id);
    }

    private Optional<Operation> findVisible(Subject subject, OperationId id) {
        return operationVisibilityService
                .find(subject, id)
                .flatMap(stored -> operationVisibilityService.visible(subject, stored.operation()));
    }

    @Override
    public List<Operation> listRecent(Caller caller, OperationFilter filter, int limit) {
        return operationVisibilityService.listRecent(accessDecisionService.subject(caller.userId()), filter, limit);
    }

    @Override
    public Optional<Operation> findActive(ActionTarget target) {
        return active.findByTarget(target);
    }

    @Override
    public Set<ServerKey> findServersWithOperationsSince(Map<ServerKey, Instant> since) {
        return operationQueries.findServersWithOperationsSince(since);
    }

    @Override
    public Subscription subscribe(Supplier<Subject> viewer, Consumer<Operation> listener) {
        return operationEventPublisher.subscribe(operation ->
                operationVisibilityService.visible(viewer.get(), operation).ifPresent(listener));
    }

    @Override
    public Subscription subscribeToCompletions(Consumer<Operation> listener) {
        return operationEventPublisher.subscribeToCompletions(listener);
    }

    @Override
    public Optional<Operation> visible(Subject subject, Operation operation) {
        return operationVisibilityService.visible(subject, operation);
    }
}
