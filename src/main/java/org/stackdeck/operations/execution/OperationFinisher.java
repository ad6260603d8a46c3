package org.stackdeck.operations.execution;

import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.launch.TemporaryKeyPairService;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationTransitionService;

/**
 * Ends operations or returns them to WAITING, deletes the temporary key pairs of server creations, and marks the lists
 * that actions on servers change as outdated.
 */
@Component
class OperationFinisher {

    private static final Logger LOG = LoggerFactory.getLogger(OperationFinisher.class);

    /** Delay until an instance checks an operation again that another instance executes. */
    static final Duration OVERTAKEN_DELAY = Duration.ofSeconds(1);

    private final OperationTransitionService operationTransitionService;
    private final TemporaryKeyPairService temporaryKeyPairService;
    private final ResourceInventory resourceInventory;

    OperationFinisher(
            OperationTransitionService operationTransitionService,
            TemporaryKeyPairService temporaryKeyPairService,
            ResourceInventory resourceInventory) {
        this.operationTransitionService = operationTransitionService;
        this.temporaryKeyPairService = temporaryKeyPairService;
        this.resourceInventory = resourceInventory;
    }

    StepResult succeed(OperationExecutionData stored) {
        return finish(stored, operationTransitionService.markSucceeded(stored));
    }

    StepResult fail(OperationExecutionData stored, Operation.Failure failure) {
        return finish(stored, operationTransitionService.markFailed(stored, failure));
    }

    /** Ends an operation whose request had no effect or was not sent. */
    StepResult cancel(OperationExecutionData stored, Operation.Failure reason) {
        return finish(stored, operationTransitionService.markCancelled(stored, reason));
    }

    /** Returns an operation that was claimed but not sent to WAITING. All checks are then repeated. */
    StepResult repeat(OperationExecutionData unsent) {
        LOG.info("Operation {} was interrupted before it was sent, and is sent again", unsent.id());
        operationTransitionService.returnToWaiting(unsent);
        return new StepResult.Continue(Duration.ZERO);
    }

    /** Checks the state again later if another instance has ended or repeated the operation. */
    private StepResult finish(OperationExecutionData stored, boolean ended) {
        if (!ended) {
            return new StepResult.Reschedule(OVERTAKEN_DELAY);
        }
        if (stored.operation().action() == ServerAction.CREATE) {
            temporaryKeyPairService.deleteOf(stored.id());
        }
        if (stored.operation().action() instanceof ServerAction action) {
            changedLists(action)
                    .forEach(kind -> resourceInventory.expire(stored.operation().cloud(), kind));
        }
        return new StepResult.Finished();
    }

    private static Set<ResourceKind> changedLists(ServerAction action) {
        return switch (action) {
            case ATTACH_VOLUME, DETACH_VOLUME -> Set.of(ResourceKind.VOLUME);
            case ATTACH_INTERFACE, DETACH_INTERFACE -> Set.of(ResourceKind.PORT, ResourceKind.FLOATING_IP);
            case ADD_SECURITY_GROUP, REMOVE_SECURITY_GROUP -> Set.of(ResourceKind.PORT);
            case ASSOCIATE_FLOATING_IP, DISASSOCIATE_FLOATING_IP -> Set.of(ResourceKind.FLOATING_IP);
            default -> Set.of();
        };
    }
}
