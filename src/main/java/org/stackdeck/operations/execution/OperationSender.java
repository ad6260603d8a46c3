package org.stackdeck.operations.execution;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.Compute;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.server.InstanceAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.secret.UnreadableSecretException;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operation.Failure;
import org.stackdeck.operations.availability.DefaultActionAvailabilityService;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationFailures;
import org.stackdeck.operations.state.OperationRepository;
import org.stackdeck.operations.state.OperationTransitionService;

/**
 * Sends a pending operation to the cloud, once. The operation becomes RUNNING in the database before the request is
 * sent, so that after a failure it is tracked and not repeated. It returns to WAITING only if the request certainly had
 * no effect.
 */
@Component
class OperationSender {

    private static final Logger log = LoggerFactory.getLogger(OperationSender.class);

    /** How long a scheduler thread waits for a permit to send. */
    private static final Duration PERMIT_TIMEOUT = Duration.ofSeconds(1);
    /**
     * How long a scheduler thread waits if no other operation of the user is being sent or waits for a permit, so that
     * the user does not miss their turn.
     */
    private static final Duration TURN_TIMEOUT = Duration.ofSeconds(30);

    static final Duration FOLLOW_DURATION = Duration.ofSeconds(15);

    private final OperationTransitionService operationTransitionService;
    private final OperationRepository operationRepository;
    private final DispatchAuthorizer authorizer;
    private final ServerCreationSender serverCreationSender;
    private final ResourceOperationSender resourceOperationSender;
    private final Clouds clouds;
    private final Inventory inventory;
    private final DispatchErrorHandler errors;
    private final OperationProperties operationProperties;
    private final Map<CloudName, PermitQueue> permitQueues = new ConcurrentHashMap<>();

    OperationSender(
            OperationTransitionService operationTransitionService,
            OperationRepository operationRepository,
            DispatchAuthorizer authorizer,
            ServerCreationSender serverCreationSender,
            ResourceOperationSender resourceOperationSender,
            Clouds clouds,
            Inventory inventory,
            DispatchErrorHandler errors,
            OperationProperties operationProperties) {
        this.operationTransitionService = operationTransitionService;
        this.operationRepository = operationRepository;
        this.authorizer = authorizer;
        this.serverCreationSender = serverCreationSender;
        this.resourceOperationSender = resourceOperationSender;
        this.clouds = clouds;
        this.inventory = inventory;
        this.errors = errors;
        this.operationProperties = operationProperties;
    }

    StepResult dispatch(OperationExecutionData stored) throws InterruptedException {
        Operation operation = stored.operation();
        if (errors.cancelIfExpired(stored)) {
            return new StepResult.Finished();
        }
        Compute compute = clouds.compute(operation.cloud(), operation.project()).orElse(null);
        if (compute == null) {
            // After startup, the cloud may not have been discovered yet.
            return new StepResult.Continue(errors.retryDelay(operation));
        }
        PermitQueue permits = permitQueues.computeIfAbsent(
                operation.cloud(), _ -> new PermitQueue(operationProperties.perCloud(), PERMIT_TIMEOUT, TURN_TIMEOUT));
        if (!permits.tryAcquire(operation.userId())) {
            // Release the thread, because a slow cloud must not block operations on other clouds.
            return new StepResult.Reschedule(errors.retryDelay(operation));
        }
        try {
            return dispatchWithPermit(stored, compute);
        } catch (UnreadableSecretException e) {
            // Nothing has been sent, because secrets are read before sending.
            log.error("Operation {} cannot be sent: the key of its secrets is missing", stored.id());
            return errors.fail(stored, OperationFailures.SECRET_UNREADABLE);
        } finally {
            permits.release(operation.userId());
        }
    }

    /** Repeats the checks after the last request, so that their results are current when the operation is sent. */
    private StepResult dispatchWithPermit(OperationExecutionData stored, Compute compute) {
        if (errors.cancelIfExpired(stored)) {
            return new StepResult.Finished();
        }
        if (!stored.operation().isOnServer()) {
            return resourceOperationSender.send(stored);
        }
        if (stored.operation().action() == ServerAction.CREATE) {
            return serverCreationSender.send(stored, compute, () -> authorizer.loadImages(stored.operation()));
        }
        @Nullable String preceding;
        try {
            Server server = compute.server(stored.server().id()).orElse(null);
            Supplier<List<AvailableImage>> images =
                    SingletonSupplier.of(() -> authorizer.loadImages(stored.operation()));
            if (server != null && cancelIfRefused(stored, server, images)) {
                return new StepResult.Finished();
            }
            preceding = server == null ? null : newestRequestId(stored.operation(), compute);
            if (server != null && cancelIfRefused(stored, server, images)) {
                return new StepResult.Finished();
            }
            Optional<Failure> obstacle = findObstacle(stored.operation(), server);
            if (obstacle.isPresent()) {
                operationTransitionService.markFailed(stored, obstacle.get());
                return new StepResult.Finished();
            }
        } catch (CloudException e) {
            return errors.handleErrorBeforeSending(stored, e);
        }
        return send(stored, compute, preceding);
    }

    private boolean cancelIfRefused(
            OperationExecutionData stored, Server server, Supplier<List<AvailableImage>> images) {
        Optional<Failure> refusal = authorizer.findRefusal(stored.operation(), server, images);
        refusal.ifPresent(failure -> operationTransitionService.markCancelled(stored, failure));
        return refusal.isPresent();
    }

    /**
     * Returns the reason why the operation cannot be sent. Uses the server's state from the cloud, because a lock must
     * apply even if it has just been set.
     */
    private static Optional<Failure> findObstacle(Operation operation, @Nullable Server server) {
        if (server == null || operation.serverAction().isObsoleteFor(server)) {
            return Optional.of(OperationFailures.GONE);
        }
        return switch (DefaultActionAvailabilityService.checkState(server, operation.serverAction())) {
            case ActionAvailability.Locked locked -> Optional.of(OperationFailures.locked(server));
            case ActionAvailability.NotLocked free -> Optional.of(OperationFailures.NOT_LOCKED);
            case ActionAvailability.WrongState state -> Optional.of(OperationFailures.wrongState(server));
            case ActionAvailability.Available available -> Optional.empty();
        };
    }

    private static @Nullable String newestRequestId(Operation operation, Compute compute) {
        return compute.instanceActions(operation.server().id()).stream()
                .findFirst()
                .map(InstanceAction::requestId)
                .orElse(null);
    }

    private StepResult send(OperationExecutionData stored, Compute compute, @Nullable String preceding) {
        Operation operation = stored.operation();
        ActionRequest actionRequest = operationRepository.loadActionRequest(operation);
        if (!operationTransitionService.markDispatched(operation, preceding)) {
            return new StepResult.Continue(Duration.ZERO);
        }
        try {
            Compute.AcceptedAction acceptedAction =
                    compute.performAction(operation.server().id(), actionRequest);
            // Do not store a password that the request contained: the user already knows it.
            operationTransitionService.recordRequestId(
                    stored.id(),
                    acceptedAction.requestId(),
                    actionRequest.secrets().arguments().isEmpty() ? acceptedAction.adminPassword() : null);
        } catch (CloudException e) {
            return errors.handleErrorAfterSending(stored, e);
        }
        inventory.follow(operation.server(), FOLLOW_DURATION);
        inventory.hint(operation.server());
        return new StepResult.Continue(Duration.ZERO);
    }
}
