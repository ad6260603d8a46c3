package org.stackdeck.operations.state;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operation.State;

/**
 * Publishes the number and age of active operations, and the duration of ended operations. All instances on a database
 * publish the same number and age. Each instance publishes only the durations of operations that it ended.
 */
@Component
class OperationMetrics implements MeterBinder {

    private static final String SERVER = "server";

    private final ActiveOperationRegistry active;
    private final OperationEventPublisher operationEventPublisher;
    private final Clock clock;

    OperationMetrics(ActiveOperationRegistry active, OperationEventPublisher operationEventPublisher, Clock clock) {
        this.active = active;
        this.operationEventPublisher = operationEventPublisher;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        // Register all combinations at startup, because Prometheus does not detect the first increment of a new
        // counter.
        for (String kind : kinds()) {
            for (State state : State.values()) {
                if (state.isFinal()) {
                    var _ = ended(kind, state, registry);
                } else {
                    Gauge.builder("stackdeck.operations.active", () -> count(kind, state))
                            .tags(tags(kind, state))
                            .description("operations that have not ended, of all instances")
                            .register(registry);
                }
            }
        }
        TimeGauge.builder("stackdeck.operations.oldest", this::ageOfOldest, TimeUnit.SECONDS)
                .description(
                        "time since the oldest active operation was sent, or accepted if it is waiting; 0 without one")
                .register(registry);
        // The subscription ends with the process.
        var _ = operationEventPublisher.subscribeToCompletions(operation -> record(operation, registry));
    }

    private static Set<String> kinds() {
        return Stream.concat(Stream.of(SERVER), Stream.of(ResourceKind.values()).map(ResourceKind::objectType))
                .collect(Collectors.toSet());
    }

    private static Tags tags(String kind, State state) {
        return Tags.of("kind", kind, "state", state.name().toLowerCase(Locale.ROOT));
    }

    private static Timer ended(String kind, State state, MeterRegistry registry) {
        return Timer.builder("stackdeck.operations.duration")
                .tags(tags(kind, state))
                .description("time from sending an operation to its end")
                .register(registry);
    }

    private long count(String kind, State state) {
        return active.all().stream()
                .filter(operation -> operation.state() == state
                        && operation.target().objectType().equals(kind))
                .count();
    }

    private double ageOfOldest() {
        return active.all().stream()
                .map(Operation::sentOrAcceptedAt)
                .min(Comparator.naturalOrder())
                .map(start -> Duration.between(start, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }

    private void record(Operation operation, MeterRegistry registry) {
        Instant end = operation.finishedAt();
        if (end != null) {
            ended(operation.target().objectType(), operation.state(), registry)
                    .record(Duration.between(operation.sentOrAcceptedAt(), end));
        }
    }
}
