package org.stackdeck.operations.execution;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.identity.secret.UnreadableSecretException;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.execution.ServicePermits.Purpose;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationFailureFactory;

/** Sends pending operations as soon as their cloud has been discovered and the service has a free permit. */
@Component
class OperationDispatcher {

    private static final Logger log = LoggerFactory.getLogger(OperationDispatcher.class);

    private final ServerOperationSender serverOperationSender;
    private final ServerCreationSender serverCreationSender;
    private final ResourceOperationSender resourceOperationSender;
    private final ResourceCreationSender resourceCreationSender;
    private final ServerDispatchCheck authorizer;
    private final Clouds clouds;
    private final DispatchErrorHandler errors;
    private final ServicePermits permits;

    OperationDispatcher(
            ServerOperationSender serverOperationSender,
            ServerCreationSender serverCreationSender,
            ResourceOperationSender resourceOperationSender,
            ResourceCreationSender resourceCreationSender,
            ServerDispatchCheck authorizer,
            Clouds clouds,
            DispatchErrorHandler errors,
            ServicePermits permits) {
        this.serverOperationSender = serverOperationSender;
        this.serverCreationSender = serverCreationSender;
        this.resourceOperationSender = resourceOperationSender;
        this.resourceCreationSender = resourceCreationSender;
        this.authorizer = authorizer;
        this.clouds = clouds;
        this.errors = errors;
        this.permits = permits;
    }

    StepResult dispatch(OperationExecutionData stored) throws InterruptedException {
        Operation operation = stored.operation();
        if (errors.isExpired(operation)) {
            return errors.cancel(stored, OperationFailureFactory.TOO_LATE);
        }
        ComputeClient compute =
                clouds.compute(operation.cloud(), operation.project()).orElse(null);
        if (compute == null) {
            // After startup, the cloud might not have been discovered yet.
            return new StepResult.Continue(errors.retryDelay(operation));
        }
        if (!permits.tryAcquire(operation, Purpose.SEND)) {
            // Release the thread, because a slow service must not block other operations.
            return new StepResult.Reschedule(permits.nextRetryDelay(operation, Purpose.SEND));
        }
        long acquiredAt = System.nanoTime();
        try {
            return errors.isExpired(operation)
                    ? errors.cancel(stored, OperationFailureFactory.TOO_LATE)
                    : send(stored, compute);
        } catch (UnreadableSecretException e) {
            // Nothing has been sent, because secrets are read before sending.
            log.error(
                    "Operation {} failed, because its secrets cannot be decrypted: the secrets key is missing or was"
                            + " replaced",
                    stored.id());
            return errors.fail(stored, OperationFailureFactory.SECRET_UNREADABLE);
        } finally {
            permits.releaseAfterSending(operation, Duration.ofNanos(System.nanoTime() - acquiredAt));
        }
    }

    private StepResult send(OperationExecutionData stored, ComputeClient compute) throws InterruptedException {
        Operation operation = stored.operation();
        if (!operation.isOnServer()) {
            return operation.action().isCreation()
                    ? resourceCreationSender.send(stored)
                    : resourceOperationSender.send(stored);
        }
        return operation.action().isCreation()
                ? serverCreationSender.send(stored, compute, () -> authorizer.loadResources(operation))
                : serverOperationSender.send(stored, compute);
    }
}
