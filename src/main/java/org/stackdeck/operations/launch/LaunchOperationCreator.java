package org.stackdeck.operations.launch;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.IdempotentRequest;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.state.IdempotentRequestRepository;
import org.stackdeck.operations.state.NewLaunchOperation;
import org.stackdeck.operations.state.OperationScheduler;
import org.stackdeck.operations.state.OperationTransitionService;

/** Creates all operations of a launch in one transaction. */
@Component
class LaunchOperationCreator {

    private static final RetryTemplate RETRY = new RetryTemplate(RetryPolicy.builder()
            .includes(ConcurrencyFailureException.class)
            .maxRetries(2)
            .delay(Duration.ZERO)
            .build());

    private final OperationTransitionService operationTransitionService;
    private final OperationScheduler scheduler;
    private final IdempotentRequestRepository idempotentRequestRepository;
    private final LoginSessionService loginSessionService;
    private final Clock clock;

    LaunchOperationCreator(
            OperationTransitionService operationTransitionService,
            OperationScheduler scheduler,
            IdempotentRequestRepository idempotentRequestRepository,
            LoginSessionService loginSessionService,
            Clock clock) {
        this.operationTransitionService = operationTransitionService;
        this.scheduler = scheduler;
        this.idempotentRequestRepository = idempotentRequestRepository;
        this.loginSessionService = loginSessionService;
        this.clock = clock;
    }

    /** Returns the operations accepted for an earlier or concurrent request with the same key. */
    Optional<List<Operation>> findAccepted(Caller caller, @Nullable IdempotentRequest idempotentRequest) {
        return idempotentRequestRepository.findAccepted(caller.userId(), idempotentRequest);
    }

    NewLaunchOperation newOperation(
            Caller caller,
            CloudName cloud,
            ProjectId project,
            String name,
            NewServerResolver.ResolvedServer resolvedServer) {
        OperationId id = OperationId.random();
        return new NewLaunchOperation(
                Operation.accepted(
                        id,
                        new ServerKey(cloud, new ServerId(Operation.placeholderId(id))),
                        name,
                        project,
                        resolvedServer.actionRequest(),
                        caller,
                        clock.instant()),
                resolvedServer.server().withName(name));
    }

    /**
     * Accepts the operations, or returns those accepted for a concurrent request with the same key.
     *
     * @throws ActionRefusedException if too many operations of the user would be waiting
     * @throws org.stackdeck.identity.session.SessionEndedException if the caller's session has ended
     */
    List<Operation> accept(
            Caller caller,
            List<NewLaunchOperation> newLaunchOperations,
            @Nullable IdempotentRequest idempotentRequest) {
        loginSessionService.requireActive(caller);
        List<OperationId> ids = newLaunchOperations.stream()
                .map(newLaunchOperation -> newLaunchOperation.operation().id())
                .toList();
        try {
            List<Operation> accepted =
                    RETRY.invoke(() -> operationTransitionService.accept(newLaunchOperations, caller, () -> {
                        // Check again, because the request may have waited for other requests of the user.
                        loginSessionService.requireActive(caller);
                        ids.forEach(id -> scheduler.schedule(id, Duration.ZERO));
                        idempotentRequestRepository.save(caller.userId(), idempotentRequest, ids);
                    }));
            scheduler.triggerNow();
            return accepted;
        } catch (DuplicateKeyException e) {
            return findAccepted(caller, idempotentRequest).orElseThrow(() -> e);
        }
    }
}
