package org.stackdeck.operations.execution;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.action.ServerActionCompletionRules;
import org.stackdeck.cloud.client.ChangeCondition;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operation.Failure;
import org.stackdeck.operations.availability.DefaultActionAvailabilityService;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationFailureFactory;
import org.stackdeck.operations.state.OperationParametersRepository;
import org.stackdeck.operations.state.OperationTransitionService;

/**
 * Sends a pending operation on an existing server to the cloud, at most once. The operation becomes RUNNING in the
 * database before the request is sent. After a failure, it is therefore tracked and not sent again. It returns to
 * WAITING only if the request certainly had no effect, or if the cloud shows that it was not sent.
 */
@Component
class ServerOperationSender {

    /** Age up to which the inventory's data is used even if it was requested before the operation was accepted. */
    private static final Duration MAX_AGE = Duration.ofSeconds(2);
    /** Age up to which the inventory's data is used if it was requested after the operation was accepted. */
    private static final Duration MAX_AGE_AFTER_ACCEPTANCE = Duration.ofSeconds(10);

    private final OperationTransitionService operationTransitionService;
    private final OperationParametersRepository operationParametersRepository;
    private final ServerDispatchCheck authorizer;
    private final Inventory inventory;
    private final DispatchErrorHandler errors;
    private final Clock clock;

    ServerOperationSender(
            OperationTransitionService operationTransitionService,
            OperationParametersRepository operationParametersRepository,
            ServerDispatchCheck authorizer,
            Inventory inventory,
            DispatchErrorHandler errors,
            Clock clock) {
        this.operationTransitionService = operationTransitionService;
        this.operationParametersRepository = operationParametersRepository;
        this.authorizer = authorizer;
        this.inventory = inventory;
        this.errors = errors;
        this.clock = clock;
    }

    StepResult send(OperationExecutionData stored, ComputeClient compute) {
        Optional<Server> known;
        try {
            known = findInInventory(stored, compute);
        } catch (CloudException e) {
            return errors.handleErrorBeforeSending(stored, e);
        }
        return known.map(server -> perform(stored, compute, () -> findRefusal(stored.operation(), server), true))
                .orElseGet(() -> readAndSend(stored, compute));
    }

    private StepResult readAndSend(OperationExecutionData stored, ComputeClient compute) {
        Supplier<Optional<AvailableImage>> image = SingletonSupplier.of(() -> authorizer.loadImage(stored.operation()));
        Server server;
        Optional<Server> source;
        try {
            server = compute.server(stored.server().id()).orElse(null);
            if (server == null) {
                return errors.fail(stored, OperationFailureFactory.GONE);
            }
            Optional<ServerId> sourceId = stored.operation()
                    .actionRequest()
                    .value(ActionParameter.FROM_SERVER)
                    .map(ServerId::new);
            source = sourceId.flatMap(compute::server);
            if (sourceId.isPresent() && source.isEmpty()) {
                return errors.fail(stored, OperationFailureFactory.SOURCE_UNAVAILABLE);
            }
            Optional<Failure> refusal = authorizer.findRefusal(stored.operation(), server, source, image);
            if (refusal.isPresent()) {
                return errors.cancel(stored, refusal.get());
            }
            Optional<Failure> obstacle = findObstacle(stored.operation().serverAction(), server)
                    .or(() -> source.flatMap(from -> findObstacle(ServerAction.DISASSOCIATE_FLOATING_IP, from))
                            .map(_ -> OperationFailureFactory.SOURCE_UNAVAILABLE));
            if (obstacle.isPresent()) {
                return errors.fail(stored, obstacle.get());
            }
        } catch (CloudException e) {
            return errors.handleErrorBeforeSending(stored, e);
        }
        return perform(
                stored,
                compute,
                // Load the image again, because its owner may have changed it during the other requests.
                () -> authorizer.findRefusal(
                        stored.operation(),
                        server,
                        source,
                        SingletonSupplier.of(() -> authorizer.loadImage(stored.operation()))),
                false);
    }

    /**
     * Returns the server from the inventory if its state is recent and permits the operation, so that the server need
     * not be read. Returns empty for actions that Nova does not check itself, and for credentials to which Nova does
     * not apply locks. Also returns empty if the permission depends on the name, tags or metadata, because Nova does
     * not always report their changes. An empty result never causes a refusal.
     */
    private Optional<Server> findInInventory(OperationExecutionData stored, ComputeClient compute) {
        Operation operation = stored.operation();
        if (!ServerActionCompletionRules.setsTaskOnAcceptance(operation.serverAction()) || !compute.enforcesLocks()) {
            return Optional.empty();
        }
        Duration waited = Duration.between(operation.acceptedAt(), clock.instant());
        Duration maxAge = Collections.max(List.of(MAX_AGE, Collections.min(List.of(MAX_AGE_AFTER_ACCEPTANCE, waited))));
        return inventory
                .findConfirmed(operation.server(), maxAge)
                .map(Server::withoutLabels)
                .filter(server -> findObstacle(operation.serverAction(), server).isEmpty())
                .filter(server -> findRefusal(operation, server).isEmpty());
    }

    /** Returns the reason why an action without a source server and an image must not be sent. */
    private Optional<Failure> findRefusal(Operation operation, Server server) {
        return authorizer.findRefusal(operation, server, Optional.empty(), Optional::empty);
    }

    /** Returns the reason why the state of the server does not permit the action. */
    private static Optional<Failure> findObstacle(ServerAction action, Server server) {
        if (action.isObsoleteFor(server)) {
            return Optional.of(OperationFailureFactory.GONE);
        }
        return switch (DefaultActionAvailabilityService.checkState(server, action)) {
            case ActionAvailability.Locked locked -> Optional.of(OperationFailureFactory.locked(server));
            case ActionAvailability.NotLocked free -> Optional.of(OperationFailureFactory.NOT_LOCKED);
            case ActionAvailability.WrongState state -> Optional.of(OperationFailureFactory.wrongState(server));
            case ActionAvailability.Available available -> Optional.empty();
        };
    }

    /**
     * @param retriesIfRefused whether to read the server and check again after a refusal, because the known server is
     *     from the inventory
     */
    private StepResult perform(
            OperationExecutionData stored,
            ComputeClient compute,
            Supplier<Optional<Failure>> refusal,
            boolean retriesIfRefused) {
        Operation operation = stored.operation();
        ActionRequest actionRequest = operationParametersRepository.loadActionRequest(operation);
        if (!operationTransitionService.markDispatched(stored)) {
            return new StepResult.Continue(Duration.ZERO);
        }
        SendCondition condition =
                new SendCondition(() -> operationTransitionService.isStillDispatched(stored), refusal);
        try {
            ComputeClient.AcceptedAction acceptedAction = ChangeCondition.call(
                    condition, () -> compute.performAction(operation.server().id(), actionRequest));
            // Do not store a password that the request contained, because the user has entered it.
            operationTransitionService.recordRequestId(
                    stored.id(),
                    acceptedAction.requestId(),
                    actionRequest.secrets().arguments().isEmpty() ? acceptedAction.adminPassword() : null);
        } catch (ChangeCondition.NotMetException e) {
            if (!retriesIfRefused || condition.isOvertaken()) {
                return errors.handleUnmet(stored, condition);
            }
            operationTransitionService.returnToWaiting(stored);
            return readAndSend(stored.afterAttempt(), compute);
        } catch (CloudException e) {
            return errors.handleErrorAfterSending(stored, e);
        }
        inventory.follow(operation.server());
        inventory.hint(operation.server());
        actionRequest.value(ActionParameter.FROM_SERVER).ifPresent(source -> {
            ServerKey key = new ServerKey(operation.cloud(), new ServerId(source));
            inventory.follow(key);
            inventory.hint(key);
        });
        return new StepResult.Continue(Duration.ZERO);
    }
}
