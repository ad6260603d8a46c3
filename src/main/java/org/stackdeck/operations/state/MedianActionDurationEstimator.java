package org.stackdeck.operations.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.operations.ActionDurationEstimator;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.platform.Subscription;

/**
 * Estimates the duration of an action as the median of recent successful operations. Loads these operations at startup
 * and adds operations that end later.
 */
@Component
class MedianActionDurationEstimator implements ActionDurationEstimator, SmartLifecycle {

    /** Maximum number of recent operations that an estimate uses, per cloud and action. */
    static final int MAX_SAMPLES = 20;
    /** Minimum number of operations for an estimate. */
    static final int MIN_SAMPLES = 3;
    /** Maximum age of operations that an estimate uses, because the cloud may have changed since older operations. */
    static final Duration MAX_AGE = Duration.ofDays(30);

    private final OperationQueries operationQueries;
    private final OperationEventPublisher operationEventPublisher;
    private final Clock clock;
    private final Map<ActionKey, Deque<SuccessfulAction>> successes = new ConcurrentHashMap<>();
    private @Nullable Subscription subscription;

    MedianActionDurationEstimator(
            OperationQueries operationQueries, OperationEventPublisher operationEventPublisher, Clock clock) {
        this.operationQueries = operationQueries;
        this.operationEventPublisher = operationEventPublisher;
        this.clock = clock;
    }

    private record ActionKey(CloudName cloud, CloudAction action) {}

    record SuccessfulAction(OperationId id, CloudName cloud, CloudAction action, Instant sent, Instant finished) {

        Duration duration() {
            return Duration.between(sent, finished);
        }
    }

    @Override
    public synchronized void start() {
        if (subscription == null) {
            subscription = operationEventPublisher.subscribe(this::onOperation);
            operationQueries
                    .findRecentSuccesses(clock.instant().minus(MAX_AGE), MAX_SAMPLES)
                    .forEach(this::add);
        }
    }

    @Override
    public synchronized void stop() {
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return subscription != null;
    }

    /** Starts before requests are accepted. */
    @Override
    public int getPhase() {
        return 0;
    }

    void onOperation(Operation operation) {
        Instant sent = operation.dispatchedAt();
        Instant finished = operation.finishedAt();
        if (operation.state() == Operation.State.SUCCEEDED
                && sent != null
                && finished != null
                && !finished.isBefore(sent)) {
            add(new SuccessfulAction(operation.id(), operation.cloud(), operation.action(), sent, finished));
        }
    }

    /** Ignores an operation that has already been added, because notifications can be repeated. */
    private void add(SuccessfulAction successfulAction) {
        successes.compute(new ActionKey(successfulAction.cloud(), successfulAction.action()), (_, known) -> {
            Deque<SuccessfulAction> samples = known == null ? new ArrayDeque<>() : new ArrayDeque<>(known);
            if (samples.stream().noneMatch(one -> one.id().equals(successfulAction.id()))) {
                samples.addLast(successfulAction);
            }
            while (samples.size() > MAX_SAMPLES) {
                samples.removeFirst();
            }
            return samples;
        });
    }

    @Override
    public Optional<Duration> estimate(CloudName cloud, CloudAction action) {
        Deque<SuccessfulAction> known = successes.get(new ActionKey(cloud, action));
        if (known == null) {
            return Optional.empty();
        }
        Instant oldest = clock.instant().minus(MAX_AGE);
        List<Duration> took = known.stream()
                .filter(successfulAction -> successfulAction.finished().isAfter(oldest))
                .map(SuccessfulAction::duration)
                .sorted()
                .toList();
        return took.size() < MIN_SAMPLES ? Optional.empty() : Optional.of(median(took));
    }

    private static Duration median(List<Duration> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
    }
}
