package org.stackdeck.operations.execution;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.operations.Operation;

/**
 * Limits how many operations are sent to, or tracked in, one service of a cloud at a time. Therefore, a service that
 * does not respond does not delay the operations of other services and clouds. Fewer operations are sent at a time
 * while the service is overloaded.
 */
@Component
class ServicePermits implements MeterBinder {

    /** Maximum time that a scheduler thread waits for a permit. */
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    /**
     * Maximum time that a scheduler thread waits if no other operation of the user holds a permit or waits for one. It
     * is long, so that the user does not miss their turn.
     */
    private static final Duration TURN_TIMEOUT = Duration.ofSeconds(30);

    private final OperationProperties operationProperties;
    private final Clock clock;
    private final Map<QueueKey, PermitQueue> queues = new ConcurrentHashMap<>();

    private volatile @Nullable MeterRegistry registry;

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

    /**
     * Releases the permit to send an operation.
     *
     * @param took time since the permit was acquired
     */
    void releaseAfterSending(Operation operation, Duration took) {
        queue(operation, Purpose.SEND).release(operation.userId(), took);
    }

    /**
     * Records a failed request of an operation. Reduces the permits to send operations if the service is overloaded.
     */
    void recordFailure(Operation operation, CloudException problem) {
        if (isOverload(problem)) {
            queue(operation, Purpose.SEND).recordOverload(problem.retryAfter().orElse(Duration.ZERO));
        }
    }

    /** Requests that Stackdeck has not sent, because of its own limits, do not count. */
    private static boolean isOverload(CloudException problem) {
        return switch (problem.category()) {
            case THROTTLED, UNAVAILABLE -> problem.status() != 0;
            case TIMEOUT -> true;
            case UNREACHABLE, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, REFUSED, FAILED, UNINTELLIGIBLE -> false;
        };
    }

    @Override
    public void bindTo(MeterRegistry meterRegistry) {
        registry = meterRegistry;
        queues.forEach(this::register);
    }

    private void register(QueueKey key, PermitQueue queue) {
        MeterRegistry current = registry;
        if (current != null && key.purpose() == Purpose.SEND) {
            Gauge.builder("stackdeck.operations.permits", queue, PermitQueue::permits)
                    .tags("cloud", key.cloud().value(), "service", key.service())
                    .description(
                            "operations that are sent to the service at a time at most; fewer while it is overloaded")
                    .register(current);
        }
    }

    private PermitQueue queue(Operation operation, Purpose purpose) {
        String service =
                operation.target() instanceof ResourceKey key ? key.kind().service() : "compute";
        return queues.computeIfAbsent(new QueueKey(operation.cloud(), service, purpose), key -> {
            PermitQueue queue = new PermitQueue(operationProperties.perCloud(), TIMEOUT, TURN_TIMEOUT, clock);
            register(key, queue);
            return queue;
        });
    }
}
