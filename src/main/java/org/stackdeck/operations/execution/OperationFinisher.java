package org.stackdeck.operations.execution;

import org.springframework.stereotype.Component;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.launch.TemporaryKeyPairService;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationTransitionService;

/** Ends operations, and deletes the temporary key pairs of server creations. */
@Component
class OperationFinisher {

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

    private StepResult finish(OperationExecutionData stored) {
        if (stored.operation().action() == ServerAction.CREATE) {
            temporaryKeyPairService.deleteOf(stored.id());
        }
        return new StepResult.Finished();
    }
}
