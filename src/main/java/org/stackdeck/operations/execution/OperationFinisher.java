package org.stackdeck.operations.execution;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.launch.TemporaryKeyPairService;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationTransitionService;

/** Ends operations or returns them to WAITING, and deletes the temporary key pairs of server creations. */
@Component
class OperationFinisher {

    private static final Logger log = LoggerFactory.getLogger(OperationFinisher.class);

    private final OperationTransitionService operationTransitionService;
    private final TemporaryKeyPairService temporaryKeyPairService;

    OperationFinisher(
            OperationTransitionService operationTransitionService, TemporaryKeyPairService temporaryKeyPairService) {
        this.operationTransitionService = operationTransitionService;
        this.temporaryKeyPairService = temporaryKeyPairService;
    }

    StepResult succeed(OperationExecutionData stored) {
        operationTransitionService.markSucceeded(stored);
        return finish(stored);
    }

    StepResult fail(OperationExecutionData stored, Operation.Failure failure) {
        operationTransitionService.markFailed(stored, failure);
        return finish(stored);
    }

    /** Ends an operation whose request had no effect or was not sent. */
    StepResult cancel(OperationExecutionData stored, Operation.Failure reason) {
        operationTransitionService.markCancelled(stored, reason);
        return finish(stored);
    }

    /** Returns an operation that was claimed but not sent to WAITING. All checks are then repeated. */
    StepResult repeat(OperationExecutionData unsent) {
        log.info("Operation {} was interrupted before it was sent, and is sent again", unsent.id());
        operationTransitionService.returnToWaiting(unsent);
        return new StepResult.Continue(Duration.ZERO);
    }

    private StepResult finish(OperationExecutionData stored) {
        if (stored.operation().action() == ServerAction.CREATE) {
            temporaryKeyPairService.deleteOf(stored.id());
        }
        return new StepResult.Finished();
    }
}
