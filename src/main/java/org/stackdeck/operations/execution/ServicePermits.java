package org.stackdeck.operations.execution;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.operations.Operation;

/**
 * Limits how many operations are sent to, or tracked in, one service of a cloud at a time. Therefore, a service that
 * does not respond does not delay the operations of other services and clouds.
 */
@Component
class ServicePermits {

    /** How long a scheduler thread waits for a permit. */
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    /**
     * How long a scheduler thread waits if no other operation of the user holds a permit or waits for one. It is long,
     * so that the user does not miss their turn.
     */
    private static final Duration TURN_TIMEOUT = Duration.ofSeconds(30);

    private final OperationProperties operationProperties;
    private final Clock clock;
    private final Map<QueueKey, PermitQueue> queues = new ConcurrentHashMap<>();

    ServicePermits(OperationProperties operationProperties, Clock clock) {
        this.clock = clock;
        this.operationProperties = operationProperties;
    }

    enum Purpose {
        SEND,
        TRACK
    }

    private record QueueKey(CloudName cloud, String service, Purpose purpose) {}

    boolean tryAcquire(Operation operation, Purpose purpose) throws InterruptedException {
        return queue(operation, purpose).tryAcquire(operation.userId());
    }

    /** Returns the time after which an operation that received no permit tries again. */
    Duration nextRetryDelay(Operation operation, Purpose purpose) {
        return queue(operation, purpose).nextRetryDelay(operation.userId());
    }

    void release(Operation operation, Purpose purpose) {
        queue(operation, purpose).release(operation.userId());
    }

    private PermitQueue queue(Operation operation, Purpose purpose) {
        String service =
                operation.target() instanceof ResourceKey key ? key.kind().service() : "compute";
        return queues.computeIfAbsent(
                new QueueKey(operation.cloud(), service, purpose),
                _ -> new PermitQueue(operationProperties.perCloud(), TIMEOUT, TURN_TIMEOUT, clock));
    }
}
