package org.stackdeck.operations.admission;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.operations.IdempotentRequest;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.state.IdempotentRequestRepository;
import org.stackdeck.operations.state.OperationScheduler;
import org.stackdeck.operations.state.OperationTransitionService;

/** Creates the operations of accepted actions, once for each idempotency key. */
@Component
class ActionOperationCreator {

    private final OperationTransitionService operationTransitionService;
    private final IdempotentRequestRepository idempotentRequestRepository;
    private final OperationScheduler scheduler;
    private final LoginSessionService loginSessionService;
    private final Clock clock;

    ActionOperationCreator(
            OperationTransitionService operationTransitionService,
            IdempotentRequestRepository idempotentRequestRepository,
            OperationScheduler scheduler,
            LoginSessionService loginSessionService,
            Clock clock) {
        this.operationTransitionService = operationTransitionService;
        this.idempotentRequestRepository = idempotentRequestRepository;
        this.scheduler = scheduler;
        this.loginSessionService = loginSessionService;
        this.clock = clock;
    }

    /** Returns the operation accepted for an earlier or concurrent request with the same key. */
    Optional<Operation> findAccepted(Caller caller, @Nullable IdempotentRequest idempotentRequest) {
        return idempotentRequestRepository.findAccepted(caller.userId(), idempotentRequest).stream()
                .flatMap(List::stream)
                .findFirst();
    }

    /** Reserves the key of a request whose operations are accepted separately. */
    void reserveKey(Caller caller, IdempotentRequest whole) {
        idempotentRequestRepository.reserveKey(caller.userId(), whole);
    }

    /**
     * @throws org.springframework.dao.DuplicateKeyException if another operation is active on the target, or another
     *     request with the same key was accepted
     * @throws org.stackdeck.operations.ActionRefusedException if too many operations of the user are waiting
     * @throws org.stackdeck.identity.session.SessionEndedException if the caller's session has ended
     */
    Operation create(
            Caller caller,
            AdmissionTarget target,
            ActionRequest actionRequest,
            Duration grace,
            @Nullable IdempotentRequest idempotentRequest) {
        loginSessionService.requireActive(caller);
        OperationId id = OperationId.random();
        Operation operation = Operation.accepted(
                id,
                target.key(id),
                target.name(),
                target.project(),
                actionRequest.withoutSecrets(),
                caller,
                clock.instant());
        Operation accepted = operationTransitionService.accept(operation, actionRequest, caller, () -> {
            // Check again, because the request may have waited for other requests of the user.
            loginSessionService.requireActive(caller);
            scheduler.schedule(operation.id(), grace);
            idempotentRequestRepository.save(caller.userId(), idempotentRequest, List.of(operation.id()));
        });
        scheduler.triggerNow();
        return accepted;
    }
}
