package org.stackdeck.operations.execution;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.ChangeCondition;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.client.SelectableResourceReader;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.SelectableResource;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operation.Failure;
import org.stackdeck.operations.launch.LaunchAuthorizer;
import org.stackdeck.operations.launch.LaunchAuthorizer.LaunchPermissions;
import org.stackdeck.operations.launch.TemporaryKeyPairService;
import org.stackdeck.operations.protection.DeletionProtectionRepository;
import org.stackdeck.operations.state.LaunchMarker;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationFailureFactory;
import org.stackdeck.operations.state.OperationParametersRepository;
import org.stackdeck.operations.state.OperationTransitionService;

/**
 * Sends the request to create a server. First checks the user's permissions, the availability of the image, volume or
 * snapshot, and the protection of the volume.
 */
@Component
class ServerCreationSender {

    private final OperationTransitionService operationTransitionService;
    private final OperationParametersRepository operationParametersRepository;
    private final AccessDecisionService accessDecisionService;
    private final LaunchAuthorizer launchAuthorizer;
    private final TemporaryKeyPairService temporaryKeyPairService;
    private final Inventory inventory;
    private final DispatchErrorHandler errors;
    private final DeletionProtectionRepository protections;

    ServerCreationSender(
            OperationTransitionService operationTransitionService,
            OperationParametersRepository operationParametersRepository,
            AccessDecisionService accessDecisionService,
            LaunchAuthorizer launchAuthorizer,
            TemporaryKeyPairService temporaryKeyPairService,
            Inventory inventory,
            DispatchErrorHandler errors,
            DeletionProtectionRepository protections) {
        this.protections = protections;
        this.operationTransitionService = operationTransitionService;
        this.operationParametersRepository = operationParametersRepository;
        this.accessDecisionService = accessDecisionService;
        this.launchAuthorizer = launchAuthorizer;
        this.temporaryKeyPairService = temporaryKeyPairService;
        this.inventory = inventory;
        this.errors = errors;
    }

    /**
     * @param resources returns the reader of the project's resources, by which the image, volume or snapshot is loaded
     */
    StepResult send(
            OperationExecutionData stored, ComputeClient compute, Supplier<SelectableResourceReader> resources) {
        Operation operation = stored.operation();
        NewServer server =
                operationParametersRepository.findNewServer(stored.id()).orElse(null);
        if (server == null) {
            // The operation has been sent or has ended in the meantime.
            return new StepResult.Continue(Duration.ZERO);
        }
        @Nullable String keyName;
        boolean imported = false;
        boolean dispatched = false;
        try {
            Optional<Failure> refusal = findRefusal(operation, server, loadSource(server, resources));
            if (refusal.isPresent()) {
                return errors.cancel(stored, refusal.get());
            }
            imported = true;
            keyName = ChangeCondition.call(
                    () -> permissions(operation).check(server).isAvailable(),
                    () -> temporaryKeyPairService.importKeyPair(stored, server, compute));
            dispatched = operationTransitionService.markDispatched(stored);
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
        return create(stored, server, compute, resources, keyName);
    }

    private StepResult create(
            OperationExecutionData stored,
            NewServer server,
            ComputeClient compute,
            Supplier<SelectableResourceReader> resources,
            @Nullable String keyName) {
        Operation operation = stored.operation();
        // Load the source again, because its owner may have changed it during the other requests.
        SendCondition condition =
                new SendCondition(() -> findRefusal(operation, server, loadSource(server, resources)));
        try {
            Map<String, String> metadata = Map.of(
                    LaunchMarker.KEY,
                    operationParametersRepository.findMarker(stored.id()).value());
            ComputeClient.AcceptedServer acceptedServer = ChangeCondition.call(
                    condition, () -> compute.create(operation.project(), server, metadata, keyName));
            operationTransitionService.recordCreated(
                    stored.id(),
                    acceptedServer.server().value(),
                    acceptedServer.requestId(),
                    acceptedServer.adminPassword());
            ServerKey serverKey = new ServerKey(operation.cloud(), acceptedServer.server());
            inventory.follow(serverKey);
            inventory.refresh(serverKey);
            return new StepResult.Continue(Duration.ZERO);
        } catch (ChangeCondition.NotMetException e) {
            return errors.cancel(stored, condition.refusal());
        } catch (CloudException e) {
            return errors.handleErrorAfterSending(stored, e);
        }
    }

    /** Loads the image, volume or snapshot from which the server boots; empty if the project cannot use it. */
    private static Optional<? extends SelectableResource> loadSource(
            NewServer server, Supplier<SelectableResourceReader> resources) {
        return switch (server.source()) {
            case BootSource.ImageSource image ->
                image.rootVolume() == null
                        ? resources.get().findImage(image.id())
                        : resources.get().findImageForVolume(image.id());
            case BootSource.VolumeSource volume ->
                resources.get().findVolume(volume.id()).filter(Volume::bootable);
            case BootSource.SnapshotSource snapshot -> resources.get().findVolumeSnapshot(snapshot.id());
        };
    }

    private Optional<Failure> findRefusal(
            Operation operation, NewServer server, Optional<? extends SelectableResource> source) {
        if (source.isEmpty()) {
            return Optional.of(OperationFailureFactory.BOOT_SOURCE_UNAVAILABLE);
        }
        LaunchPermissions permissions = permissions(operation);
        return findProtection(operation, server)
                .map(OperationFailureFactory::deletionProtected)
                .or(() -> permissions.check(server).isAvailable() && isSourceAllowed(permissions, server, source.get())
                        ? Optional.empty()
                        : Optional.of(OperationFailureFactory.REVOKED));
    }

    private static boolean isSourceAllowed(LaunchPermissions permissions, NewServer server, SelectableResource source) {
        return switch (source) {
            case AvailableImage image -> permissions.isImageAllowed(server, image);
            case Volume volume ->
                !(permissions.checkDeletedVolume(server, volume.name()) instanceof ActionAvailability.NotGranted);
            default -> true;
        };
    }

    private Optional<DeletionProtection> findProtection(Operation operation, NewServer server) {
        return server.source() instanceof BootSource.VolumeSource(String id, boolean deletedWithServer)
                        && deletedWithServer
                ? protections.findProtection(new ResourceKey(operation.cloud(), ResourceKind.VOLUME, id))
                : Optional.empty();
    }

    private LaunchPermissions permissions(Operation operation) {
        return launchAuthorizer.permissions(
                accessDecisionService.loadSubject(operation.userId()), operation.cloud(), operation.project());
    }
}
