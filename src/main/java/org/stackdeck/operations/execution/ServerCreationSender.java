package org.stackdeck.operations.execution;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.ChangeCondition;
import org.stackdeck.cloud.client.Compute;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.LaunchMarker;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.availability.ImageAuthorizer;
import org.stackdeck.operations.launch.LaunchAuthorizer;
import org.stackdeck.operations.launch.LaunchAuthorizer.LaunchPermissions;
import org.stackdeck.operations.launch.TemporaryKeyPairService;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationFailures;
import org.stackdeck.operations.state.OperationParametersRepository;
import org.stackdeck.operations.state.OperationTransitionService;

/** Sends the request to create a server. Only the user's permissions are checked, because there is no server yet. */
@Component
class ServerCreationSender {

    private final OperationTransitionService operationTransitionService;
    private final OperationParametersRepository operationParametersRepository;
    private final AccessDecisionService accessDecisionService;
    private final LaunchAuthorizer launchAuthorizer;
    private final TemporaryKeyPairService temporaryKeyPairService;
    private final Inventory inventory;
    private final DispatchErrorHandler errors;

    ServerCreationSender(
            OperationTransitionService operationTransitionService,
            OperationParametersRepository operationParametersRepository,
            AccessDecisionService accessDecisionService,
            LaunchAuthorizer launchAuthorizer,
            TemporaryKeyPairService temporaryKeyPairService,
            Inventory inventory,
            DispatchErrorHandler errors) {
        this.operationTransitionService = operationTransitionService;
        this.operationParametersRepository = operationParametersRepository;
        this.accessDecisionService = accessDecisionService;
        this.launchAuthorizer = launchAuthorizer;
        this.temporaryKeyPairService = temporaryKeyPairService;
        this.inventory = inventory;
        this.errors = errors;
    }

    /**
     * @param images loads the images of the project; called only if the server boots from an image and the user may not
     *     use the project's volumes
     */
    StepResult send(OperationExecutionData stored, Compute compute, Supplier<List<AvailableImage>> images) {
        Operation operation = stored.operation();
        NewServer server =
                operationParametersRepository.findNewServer(stored.id()).orElse(null);
        if (server == null) {
            // The operation has been sent or has ended in the meantime.
            return new StepResult.Continue(Duration.ZERO);
        }
        if (permissions(operation).checkDeletedVolume(server, operation.actionRequest())
                instanceof ActionAvailability.Protected(DeletionProtection protection)) {
            return errors.cancel(stored, OperationFailures.deletionProtected(protection));
        }
        Supplier<List<AvailableImage>> loadedImages = SingletonSupplier.of(images);
        @Nullable String keyName;
        boolean imported = false;
        boolean dispatched = false;
        try {
            if (!isAllowed(operation, server, loadedImages)) {
                return errors.cancelRevoked(stored);
            }
            imported = true;
            keyName = ChangeCondition.call(
                    () -> isAllowed(operation, server, loadedImages),
                    () -> temporaryKeyPairService.importKeyPair(stored, server, compute));
            // Repeated, because the requests to the cloud can take long.
            if (!isAllowed(operation, server, loadedImages)) {
                return errors.cancelRevoked(stored);
            }
            dispatched = operationTransitionService.markDispatched(operation, null);
        } catch (CloudException e) {
            return errors.handleErrorBeforeSending(stored, e);
        } finally {
            if (imported && !dispatched) {
                temporaryKeyPairService.deleteIfEnded(stored.id(), server);
            }
        }
        if (!dispatched) {
            return new StepResult.Continue(Duration.ZERO);
        }
        try {
            Map<String, String> metadata = Map.of(
                    LaunchMarker.KEY,
                    operationParametersRepository.findMarker(stored.id()).value());
            Compute.AcceptedServer acceptedServer = ChangeCondition.call(
                    () -> isAllowed(operation, server, loadedImages),
                    () -> compute.create(operation.project(), server, metadata, keyName));
            operationTransitionService.recordCreated(
                    stored.id(),
                    acceptedServer.server().value(),
                    acceptedServer.requestId(),
                    acceptedServer.adminPassword());
            ServerKey serverKey = new ServerKey(operation.cloud(), acceptedServer.server());
            inventory.follow(serverKey, OperationSender.FOLLOW_DURATION);
            inventory.refresh(serverKey);
            return new StepResult.Continue(Duration.ZERO);
        } catch (CloudException e) {
            return errors.handleErrorAfterSending(stored, e);
        }
    }

    private boolean isAllowed(Operation operation, NewServer server, Supplier<List<AvailableImage>> images) {
        return ImageAuthorizer.checkWithImages(images, loaded -> isAllowedNow(operation, server, loaded));
    }

    private boolean isAllowedNow(Operation operation, NewServer server, Supplier<List<AvailableImage>> images) {
        LaunchPermissions permissions = permissions(operation);
        return permissions.check(server).isAvailable()
                && permissions
                        .checkDeletedVolume(server, operation.actionRequest())
                        .isAvailable()
                && permissions.isImageAllowed(server, images);
    }

    private LaunchPermissions permissions(Operation operation) {
        return launchAuthorizer.permissions(
                accessDecisionService.loadSubject(operation.userId()), operation.cloud(), operation.project());
    }
}
