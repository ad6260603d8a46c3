package org.stackdeck.operations.execution;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.client.ChangeCondition;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResourceTarget;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operation.Failure;
import org.stackdeck.operations.availability.DefaultActionAvailabilityService;
import org.stackdeck.operations.availability.SelfEscalationGuard;
import org.stackdeck.operations.lookup.InventoryResourceChoiceService;
import org.stackdeck.operations.lookup.InventoryResourceChoiceService.SelectedResources;
import org.stackdeck.operations.lookup.TransferTargetProjectResolver;
import org.stackdeck.operations.protection.DeletionProtectionRepository;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationFailureFactory;
import org.stackdeck.operations.state.OperationTransitionService;

/** Sends an action on a resource other than a server, after checking the current permissions and the current state. */
@Component
class ResourceOperationSender {

    private final OperationTransitionService operationTransitionService;
    private final DeletionProtectionRepository protections;
    private final AccessDecisionService accessDecisionService;
    private final Clouds clouds;
    private final ResourceInventory resourceInventory;
    private final InventoryResourceChoiceService resourceChoiceService;
    private final TransferTargetProjectResolver transferTargetResolver;
    private final DispatchErrorHandler errors;

    ResourceOperationSender(
            OperationTransitionService operationTransitionService,
            DeletionProtectionRepository protections,
            AccessDecisionService accessDecisionService,
            Clouds clouds,
            ResourceInventory resourceInventory,
            InventoryResourceChoiceService resourceChoiceService,
            TransferTargetProjectResolver transferTargetResolver,
            DispatchErrorHandler errors) {
        this.operationTransitionService = operationTransitionService;
        this.protections = protections;
        this.accessDecisionService = accessDecisionService;
        this.clouds = clouds;
        this.resourceInventory = resourceInventory;
        this.resourceChoiceService = resourceChoiceService;
        this.transferTargetResolver = transferTargetResolver;
        this.errors = errors;
    }

    StepResult send(OperationExecutionData stored) throws InterruptedException {
        Operation operation = stored.operation();
        ResourceAction action = (ResourceAction) operation.action();
        ResourceClient client =
                clouds.resourceClient(operation.cloud(), operation.project()).orElse(null);
        if (client == null) {
            return new StepResult.Continue(errors.retryDelay(operation));
        }
        Optional<Failure> protectedFailure = findProtection(operation);
        if (protectedFailure.isPresent()) {
            return errors.cancel(stored, protectedFailure.get());
        }
        CloudResource resource;
        SelectedResources selected;
        List<CloudResource> snapshots;
        try {
            resource = client.find(action.kind(), operation.target().idText()).orElse(null);
            if (resource == null) {
                resourceInventory.replace((ResourceKey) operation.target(), null);
                return errors.fail(stored, OperationFailureFactory.GONE);
            }
            selected = resourceChoiceService
                    .findSelected(
                            operation.userId(),
                            new NewResourceTarget(operation.cloud(), operation.project(), resource.kind()),
                            operation.actionRequest())
                    .filter(found -> isPermitted(operation, resource, found))
                    .orElse(null);
            if (selected == null) {
                return errors.cancelRevoked(stored);
            }
            // Load the snapshots last, so that the list is current when the volume is changed.
            snapshots = findIncludedSnapshots(client, operation);
            Optional<Failure> obstacle = findObstacle(resource, operation.actionRequest())
                    .or(() -> findProtectedSubnet(resource, action))
                    .or(() -> findUnavailableSnapshot(client, operation))
                    .or(() -> findObstacle(operation, snapshots));
            if (obstacle.isPresent()) {
                return errors.fail(stored, obstacle.get());
            }
        } catch (CloudException e) {
            return errors.handleErrorBeforeSending(stored, e);
        }
        if (!operationTransitionService.markDispatched(stored)) {
            return new StepResult.Continue(Duration.ZERO);
        }
        return perform(stored, client, resource, selected, snapshots);
    }

    private StepResult perform(
            OperationExecutionData stored,
            ResourceClient client,
            CloudResource resource,
            SelectedResources selected,
            List<CloudResource> snapshots) {
        Operation operation = stored.operation();
        SendCondition condition = new SendCondition(
                () -> operationTransitionService.isStillDispatched(stored),
                () -> findProtection(operation)
                        .or(() -> findProtectedSubnet(resource, (ResourceAction) operation.action()))
                        .or(() -> findObstacle(operation, snapshots))
                        .or(() -> isPermitted(operation, resource, selected)
                                ? Optional.empty()
                                : Optional.of(OperationFailureFactory.REVOKED)));
        try {
            // The placeholder replaces a missing request ID, without which the operation would count as unanswered.
            String requestId = ChangeCondition.call(
                            condition, () -> client.perform(operation.target().idText(), operation.actionRequest()))
                    .orElse("-");
            operationTransitionService.recordRequestId(stored.id(), requestId, null);
            return new StepResult.Continue(Duration.ZERO);
        } catch (ChangeCondition.NotMetException e) {
            return errors.handleUnmet(stored, condition);
        } catch (CloudException e) {
            return errors.handleErrorAfterSending(stored, e);
        }
    }

    private Optional<Failure> findProtection(Operation operation) {
        return operation.action().isDestructive()
                ? protections.findProtection(operation.target()).map(OperationFailureFactory::deletionProtected)
                : Optional.empty();
    }

    /**
     * Returns a failure if a subnet that Neutron would delete with its network is protected. Omits the reason, because
     * the user might not see the subnet.
     */
    private Optional<Failure> findProtectedSubnet(CloudResource resource, ResourceAction action) {
        return action == ResourceAction.DELETE_NETWORK
                ? resource.texts("subnets").stream()
                        .map(id -> new ResourceKey(resource.cloud(), ResourceKind.SUBNET, id))
                        .flatMap(subnet -> protections.findProtection(subnet).stream())
                        .findFirst()
                        .map(_ -> OperationFailureFactory.SUBNET_PROTECTED)
                : Optional.empty();
    }

    /**
     * Returns whether the user may perform the action on the resource, and transfer the resource to the target project
     * of the action. The user must also be permitted to use the resources to which the action refers, such as the
     * network of a gateway. Returns false if the resource is no longer in the operation's project.
     */
    private boolean isPermitted(Operation operation, CloudResource resource, SelectedResources selected) {
        if (resource.project() == null || !resource.project().id().equals(operation.project())) {
            return false;
        }
        EffectivePermissions permissions =
                accessDecisionService.permissions(accessDecisionService.loadSubject(operation.userId()));
        ResourceAttributes attributes = ResourceAttributes.of(resource, operation.project());
        return Permission.allRequiredFor((ResourceAction) operation.action()).stream()
                        .allMatch(permission ->
                                permissions.decide(permission, attributes).isAllowed())
                && SelfEscalationGuard.findGain(permissions, resource, operation.project(), operation.actionRequest())
                        .isEmpty()
                && resourceChoiceService.mayUse(permissions, selected)
                && transferTargetResolver.isPermitted(permissions, resource, operation.actionRequest());
    }

    /** Returns the snapshots that are deleted or transferred with the volume. */
    private static List<CloudResource> findIncludedSnapshots(ResourceClient client, Operation operation) {
        return operation.actionRequest().isCascading() || operation.action() == ResourceAction.TRANSFER_VOLUME
                ? client.snapshotsOf((ResourceKey) operation.target(), operation.project())
                : List.of();
    }

    private Optional<Failure> findObstacle(Operation operation, List<CloudResource> snapshots) {
        return snapshots.stream()
                .flatMap(snapshot -> protections.findProtection(snapshot.key()).stream())
                .findFirst()
                .map(OperationFailureFactory::deletionProtected)
                .or(() -> mayInclude(operation, snapshots)
                        ? Optional.empty()
                        : Optional.of(OperationFailureFactory.SNAPSHOTS_NOT_PERMITTED));
    }

    private boolean mayInclude(Operation operation, List<CloudResource> snapshots) {
        if (snapshots.isEmpty()) {
            return true;
        }
        EffectivePermissions permissions =
                accessDecisionService.permissions(accessDecisionService.loadSubject(operation.userId()));
        return snapshots.stream()
                .allMatch(snapshot -> snapshot.project() != null
                        && snapshot.project().id().equals(operation.project())
                        && permissions
                                .decide(
                                        Permission.requiredFor(operation.action()),
                                        ResourceAttributes.of(snapshot, operation.project()))
                                .isAllowed()
                        && SelfEscalationGuard.findGain(
                                        permissions, snapshot, operation.project(), operation.actionRequest())
                                .isEmpty());
    }

    /**
     * Checks the current status of the snapshot to which the action refers. The list of snapshots can be half a minute
     * old, and Cinder changes the status of the volume before the status of the snapshot.
     */
    private static Optional<Failure> findUnavailableSnapshot(ResourceClient client, Operation operation) {
        return operation
                .actionRequest()
                .value(ActionParameter.SNAPSHOT)
                .flatMap(id -> client.find(ResourceKind.VOLUME_SNAPSHOT, id)
                        .map(snapshot -> snapshot.status().equals("available")
                                ? Optional.<Failure>empty()
                                : Optional.of(OperationFailureFactory.wrongState(snapshot)))
                        .orElse(Optional.of(OperationFailureFactory.GONE)));
    }

    private static Optional<Failure> findObstacle(CloudResource resource, ActionRequest request) {
        return switch (DefaultActionAvailabilityService.checkState(resource, request)) {
            case ActionAvailability.Available _ -> Optional.empty();
            case ActionAvailability.Obstructed(var obstacle) ->
                Optional.of(OperationFailureFactory.obstructed(obstacle));
            default -> Optional.of(OperationFailureFactory.wrongState(resource));
        };
    }
}
