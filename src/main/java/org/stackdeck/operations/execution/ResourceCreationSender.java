package org.stackdeck.operations.execution;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.client.ChangeCondition;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.client.ResourceClient.CreatedResource;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResourceTarget;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.availability.ResourceCreationAuthorizer;
import org.stackdeck.operations.lookup.InventoryResourceChoiceService;
import org.stackdeck.operations.lookup.InventoryResourceChoiceService.SelectedResources;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationTransitionService;

/** Sends the request to create a resource other than a server, after checking the user's current permissions. */
@Component
class ResourceCreationSender {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceCreationSender.class);

    private final OperationTransitionService operationTransitionService;
    private final AccessDecisionService accessDecisionService;
    private final ResourceCreationAuthorizer authorizer;
    private final InventoryResourceChoiceService resourceChoiceService;
    private final Clouds clouds;
    private final DispatchErrorHandler errors;

    ResourceCreationSender(
            OperationTransitionService operationTransitionService,
            AccessDecisionService accessDecisionService,
            ResourceCreationAuthorizer authorizer,
            InventoryResourceChoiceService resourceChoiceService,
            Clouds clouds,
            DispatchErrorHandler errors) {
        this.operationTransitionService = operationTransitionService;
        this.accessDecisionService = accessDecisionService;
        this.authorizer = authorizer;
        this.resourceChoiceService = resourceChoiceService;
        this.clouds = clouds;
        this.errors = errors;
    }

    StepResult send(OperationExecutionData stored) {
        Operation operation = stored.operation();
        ResourceClient client =
                clouds.resourceClient(operation.cloud(), operation.project()).orElse(null);
        if (client == null) {
            return new StepResult.Continue(errors.retryDelay(operation));
        }
        NewResourceTarget place = place(operation);
        SelectedResources selected;
        try {
            selected = resourceChoiceService
                    .findSelected(operation.userId(), place, operation.actionRequest())
                    .filter(_ -> isGranted(operation))
                    .orElse(null);
            if (selected == null) {
                return errors.cancelRevoked(stored);
            }
        } catch (CloudException e) {
            return errors.handleErrorBeforeSending(stored, e);
        }
        if (!operationTransitionService.markDispatched(stored)) {
            return new StepResult.Continue(Duration.ZERO);
        }
        try {
            CreatedResource created = ChangeCondition.call(
                    () -> resourceChoiceService.mayUse(operation.userId(), selected) && isGranted(operation),
                    () -> client.create(operation.project(), operation.actionRequest()));
            // The placeholder replaces a missing request ID, without which the operation would count as unanswered.
            operationTransitionService.recordCreated(
                    stored.id(), created.id(), created.requestId().orElse("-"), null);
            return new StepResult.Continue(Duration.ZERO);
        } catch (DuplicateKeyException e) {
            // This resource was assigned to another operation with the same request. The resource that the other
            // operation created remains for this operation.
            LOG.info("The resource that operation {} created was assigned to another operation", operation.id());
            return new StepResult.Continue(Duration.ZERO);
        } catch (CloudException e) {
            return errors.handleErrorAfterSending(stored, e);
        }
    }

    /** Returns whether the resource belongs to the operation's project and the user may still see it. */
    boolean maySee(Operation operation, CloudResource source) {
        return source.project() != null
                && source.project().id().equals(operation.project())
                && accessDecisionService
                        .permissions(accessDecisionService.loadSubject(operation.userId()))
                        .isVisible(source);
    }

    /** Returns whether the user would also be permitted to complete the resource if another user had created it. */
    boolean mayChange(Operation operation, CloudResource created) {
        Permission required =
                created.kind() == ResourceKind.NETWORK ? Permission.NETWORK_CREATE : Permission.SECURITY_GROUP_UPDATE;
        return accessDecisionService
                .permissions(accessDecisionService.loadSubject(operation.userId()))
                .decide(required, ResourceAttributes.of(created, operation.project()))
                .isAllowed();
    }

    /** Returns whether the user may still create the resource. */
    boolean isGranted(Operation operation) {
        Subject current = accessDecisionService.loadSubject(operation.userId());
        return authorizer
                .check(current, place(operation), operation.actionRequest())
                .isAvailable();
    }

    private static NewResourceTarget place(Operation operation) {
        return new NewResourceTarget(
                operation.cloud(), operation.project(), ((ResourceAction) operation.action()).kind());
    }
}
