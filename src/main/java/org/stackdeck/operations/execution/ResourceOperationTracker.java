package org.stackdeck.operations.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionRules;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationFailureFactory;
import org.stackdeck.operations.state.OperationTransitionService;

/**
 * Determines the result of an action on a resource other than a server from the state of the resource. A deleted
 * resource no longer exists, and a failed action leaves an error status. A new resource is complete when it has no
 * transitional status. The services change the state before they respond.
 */
@Component
class ResourceOperationTracker {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    /**
     * Maximum time for which a resource may show neither the effect nor a transition after the service has accepted the
     * action.
     */
    private static final Duration SETTLING_TIME = Duration.ofSeconds(15);

    private final OperationTransitionService operationTransitionService;
    private final OperationFinisher operationFinisher;
    private final Clouds clouds;
    private final ResourceInventory resourceInventory;
    private final OperationProperties operationProperties;
    private final CreatedResourceFinder createdResourceFinder;
    private final ResourcePartsCreator resourcePartsCreator;
    private final Clock clock;

    ResourceOperationTracker(
            OperationTransitionService operationTransitionService,
            OperationFinisher operationFinisher,
            Clouds clouds,
            ResourceInventory resourceInventory,
            OperationProperties operationProperties,
            CreatedResourceFinder createdResourceFinder,
            ResourcePartsCreator resourcePartsCreator,
            Clock clock) {
        this.operationTransitionService = operationTransitionService;
        this.operationFinisher = operationFinisher;
        this.clouds = clouds;
        this.resourceInventory = resourceInventory;
        this.operationProperties = operationProperties;
        this.createdResourceFinder = createdResourceFinder;
        this.resourcePartsCreator = resourcePartsCreator;
        this.clock = clock;
    }

    StepResult track(OperationExecutionData stored) throws InterruptedException {
        Operation operation = stored.operation();
        ResourceAction action = (ResourceAction) operation.action();
        ResourceClient client =
                clouds.resourceClient(operation.cloud(), operation.project()).orElse(null);
        if (client == null) {
            return isExpired(stored)
                    ? operationFinisher.fail(stored, OperationFailureFactory.timedOut("?"))
                    : new StepResult.Continue(OperationTracker.SLOW_POLL_INTERVAL);
        }
        CloudResource resource;
        try {
            if (!operation.hasTarget()) {
                return trackUnknown(stored, client);
            }
            resource = find(client, stored).orElse(null);
        } catch (CloudException e) {
            return isExpired(stored)
                    ? operationFinisher.fail(stored, OperationFailureFactory.timedOut(String.valueOf(e.getMessage())))
                    : StepResult.Continue.afterError(
                            e,
                            OperationTracker.SLOW_POLL_INTERVAL,
                            Duration.between(clock.instant(), operationProperties.end(stored)));
        }
        resourceInventory.replace((ResourceKey) operation.target(), resource);
        switch (action.kind()) {
            case IMAGE -> resourceInventory.expire(operation.cloud(), ResourceKind.IMAGE_MEMBER);
            case IMAGE_MEMBER -> resourceInventory.expire(operation.cloud(), ResourceKind.IMAGE);
            default -> {}
        }
        if (resource == null) {
            return action.isDeletion()
                    ? operationFinisher.succeed(stored)
                    : operationFinisher.fail(
                            stored,
                            isCopyOfVolume(operation.actionRequest())
                                    ? OperationFailureFactory.NOT_COPIED
                                    : OperationFailureFactory.GONE);
        }
        StepResult completion = resourcePartsCreator
                .complete(stored, client, resource, operationProperties.end(stored))
                .orElse(null);
        if (completion != null) {
            return completion;
        }
        if (action.isApplied(resource, operation.actionRequest())
                || (ResourceActionRules.isSynchronous(action) && !isUnanswered(stored))) {
            if (action == ResourceAction.TRANSFER_VOLUME) {
                replaceSnapshots(resource);
            }
            return operationFinisher.succeed(stored);
        }
        Optional<String> importError = resource.text(CloudResource.IMPORT_ERROR);
        // Without a response, the error can be from an earlier import.
        if (action == ResourceAction.IMPORT_IMAGE && importError.isPresent() && !isUnanswered(stored)) {
            return operationFinisher.fail(stored, OperationFailureFactory.notImported(importError.get()));
        }
        if (ResourceActionRules.hasFailed(action, resource)) {
            return operationFinisher.fail(stored, OperationFailureFactory.inStatus(resource));
        }
        if (ResourceActionRules.endsWithTransition(action) && !isUnanswered(stored) && !resource.isInTransition()) {
            return operationFinisher.succeed(stored);
        }
        if (isExpired(stored)) {
            return isUnanswered(stored) && !resource.isInTransition()
                    ? endWithoutEffect(stored, client, resource)
                    : operationFinisher.fail(stored, OperationFailureFactory.timedOut(resource.status()));
        }
        if (!resource.isInTransition()) {
            return trackUnchanged(stored, client, resource);
        }
        if (isUnanswered(stored) && ResourceActionRules.endsWithTransition(action) && isRestoring(client, operation)) {
            operationTransitionService.markAnswered(stored);
        }
        return new StepResult.Continue(pollInterval(stored));
    }

    /**
     * Returns whether Cinder is restoring the snapshot or backup to which the operation refers. Cinder restores it for
     * only one request at a time.
     */
    private static boolean isRestoring(ResourceClient client, Operation operation) {
        ActionRequest request = operation.actionRequest();
        try {
            return request.value(ActionParameter.SNAPSHOT)
                    .flatMap(id -> client.find(ResourceKind.VOLUME_SNAPSHOT, id))
                    .or(() -> request.value(ActionParameter.BACKUP)
                            .flatMap(id -> client.find(ResourceKind.VOLUME_BACKUP, id)))
                    .filter(source -> source.status().equals("restoring"))
                    .isPresent();
        } catch (CloudException _) {
            // The next poll checks the status again.
            return false;
        }
    }

    /**
     * Finds the resource in its project, or in the project to which it was transferred. That project can be in another
     * scope.
     */
    private Optional<CloudResource> find(ResourceClient client, OperationExecutionData stored) {
        Operation operation = stored.operation();
        ResourceAction action = (ResourceAction) operation.action();
        String id = operation.target().idText();
        if (ResourceActionRules.changesMembers(action) && isUnanswered(stored)) {
            return client.findWithMembers(id);
        }
        return client.find(action.kind(), id)
                .or(() -> operation
                        .actionRequest()
                        .value(ActionParameter.TARGET_PROJECT)
                        .flatMap(target -> clouds.resourceClient(operation.cloud(), new ProjectId(target)))
                        .flatMap(other -> other.find(action.kind(), id)));
    }

    /** Shows the snapshots of a transferred volume in its new project before they are polled again. */
    private void replaceSnapshots(CloudResource volume) {
        ProjectId project = Objects.requireNonNull(volume.project()).id();
        ResourceClient client = clouds.resourceClient(volume.cloud(), project).orElse(null);
        if (client == null) {
            return;
        }
        try {
            resourceInventory.replaceAll(client.snapshotsOf(volume.key(), project));
        } catch (CloudException e) {
            // The transfer has succeeded, and the next poll replaces the snapshots.
        }
    }

    /** Tracks the creation of a resource whose ID is unknown, because the service's response was lost. */
    private StepResult trackUnknown(OperationExecutionData stored, ResourceClient client) {
        ResourceAction action = (ResourceAction) stored.operation().action();
        if (createdResourceFinder.find(stored, client)) {
            return new StepResult.Continue(Duration.ZERO);
        }
        return !CreatedResourceFinder.canFind(action.kind())
                        || stored.isOlderThan(clock.instant(), operationProperties.lookForNew())
                ? operationFinisher.fail(stored, OperationFailureFactory.CREATION_UNCONFIRMED)
                : new StepResult.Continue(OperationTracker.SLOW_POLL_INTERVAL);
    }

    /**
     * Handles a resource that shows neither the effect of the action nor a transition. Either the action has ended
     * without an effect, or it has not begun.
     */
    private StepResult trackUnchanged(OperationExecutionData stored, ResourceClient client, CloudResource resource)
            throws InterruptedException {
        boolean unanswered = isUnanswered(stored);
        if (!stored.isOlderThan(clock.instant(), unanswered ? searchTime(stored) : SETTLING_TIME)) {
            return new StepResult.Continue(pollInterval(stored));
        }
        if (unanswered) {
            return endWithoutEffect(stored, client, resource);
        }
        return operationFinisher.fail(
                stored,
                resource.status().startsWith("error")
                        ? OperationFailureFactory.inStatus(resource)
                        : OperationFailureFactory.UNEXPLAINED);
    }

    /** Ends an action that has neither a response nor an effect. A transfer may have been created, but not accepted. */
    private StepResult endWithoutEffect(OperationExecutionData stored, ResourceClient client, CloudResource resource)
            throws InterruptedException {
        return stored.operation().action() == ResourceAction.TRANSFER_VOLUME
                        && ResourceAction.CANCEL_VOLUME_TRANSFER.isAllowedIn(resource.status())
                ? undoTransfer(stored, client, resource)
                : stored.isInterrupted()
                                && operationProperties.hasAttemptLeft(stored)
                                && ResourceActionRules.isRepeatable(
                                        (ResourceAction) stored.operation().action())
                        ? operationFinisher.repeat(stored)
                        : operationFinisher.fail(stored, OperationFailureFactory.NOT_REACHED);
    }

    /**
     * Deletes a transfer that no user can accept, because its key was lost with the response. The volume is then
     * available again, or belongs to the other project if Cinder has accepted the transfer in the meantime.
     */
    private StepResult undoTransfer(OperationExecutionData stored, ResourceClient client, CloudResource volume)
            throws InterruptedException {
        ActionRequest request = stored.operation().actionRequest();
        try {
            client.undoTransfer(volume.id(), new ProjectId(request.requiredValue(ActionParameter.TARGET_PROJECT)));
            CloudResource current = find(client, stored).orElse(null);
            if (current == null || ResourceAction.TRANSFER_VOLUME.isApplied(current, request)) {
                return new StepResult.Continue(Duration.ZERO);
            }
            resourceInventory.replace(volume.key(), current);
            return operationFinisher.fail(stored, OperationFailureFactory.TRANSFER_UNDONE);
        } catch (CloudException e) {
            return isExpired(stored)
                    ? operationFinisher.fail(stored, OperationFailureFactory.TRANSFER_NOT_ACCEPTED)
                    : StepResult.Continue.afterError(
                            e,
                            OperationTracker.SLOW_POLL_INTERVAL,
                            Duration.between(clock.instant(), operationProperties.end(stored)));
        }
    }

    private static boolean isCopyOfVolume(ActionRequest request) {
        return request.action() == ResourceAction.CREATE_IMAGE
                && request.value(ActionParameter.VOLUME).isPresent();
    }

    private static boolean isUnanswered(OperationExecutionData stored) {
        return stored.requestId().isEmpty() || stored.unansweredAt() != null;
    }

    /**
     * Returns how long the tracker waits for the effect if the response was lost. Deleting an image takes longer,
     * because Glance deletes the data before it changes the status and responds.
     */
    private Duration searchTime(OperationExecutionData stored) {
        return stored.operation().action() == ResourceAction.DELETE_IMAGE
                ? operationProperties.trackFor()
                : operationProperties.lookFor();
    }

    private boolean isExpired(OperationExecutionData stored) {
        return operationProperties.isExpired(stored, clock.instant());
    }

    private Duration pollInterval(OperationExecutionData stored) {
        Instant now = clock.instant();
        return stored.isOlderThan(now, Duration.ofMinutes(1)) ? OperationTracker.SLOW_POLL_INTERVAL : POLL_INTERVAL;
    }
}
