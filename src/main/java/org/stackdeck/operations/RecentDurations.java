package org.stackdeck.operations;

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
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.platform.Subscription;

/** Keeps the durations of recent successful operations in memory: loaded at start, then updated by events. */
@Component
class RecentDurations implements UsualDurations, SmartLifecycle {

    /** Number of recent operations that are used. */
    static final int COUNTED = 20;
    /** Fewer operations give no estimate. */
    static final int LEAST = 3;
    /** Older operations are ignored, because the cloud may have changed. */
    static final Duration COUNTED_FOR = Duration.ofDays(30);

    private final OperationStore store;
    private final Announcements announcements;
    private final Clock clock;
    private final Map<Of, Deque<Success>> last = new ConcurrentHashMap<>();
    private @Nullable Subscription news;

    RecentDurations(OperationStore store, Announcements announcements, Clock clock) {
        this.store = store;
        this.announcements = announcements;
        this.clock = clock;
    }

    private record Of(CloudName cloud, ServerAction action) {}

    /** A successful operation. */
    record Success(OperationId id, CloudName cloud, ServerAction action, Instant sent, Instant finished) {

        Duration took() {
            return Duration.between(sent, finished);
        }
    }

    @Override
    public synchronized void start() {
        if (news == null) {
            news = announcements.subscribe(this::take);
            store.successes(clock.instant().minus(COUNTED_FOR), COUNTED).forEach(this::take);
        }
    }

    @Override
    public synchronized void stop() {
        if (news != null) {
            news.close();
            news = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return news != null;
    }

    /** Starts before requests are accepted. */
    @Override
    public int getPhase() {
        return 0;
    }

    void take(Operation operation) {
        Instant sent = operation.dispatchedAt();
        Instant finished = operation.finishedAt();
        if (operation.state() == Operation.State.SUCCEEDED
                && sent != null
                && finished != null
                && !finished.isBefore(sent)) {
            take(new Success(operation.id(), operation.server().cloud(), operation.action(), sent, finished));
        }
    }

    /** Ignores repeated notifications of one operation. */
    private void take(Success success) {
        last.compute(new Of(success.cloud(), success.action()), (_, known) -> {
            Deque<Success> some = known == null ? new ArrayDeque<>() : new ArrayDeque<>(known);
            if (some.stream().noneMatch(one -> one.id().equals(success.id()))) {
                some.addLast(success);
            }
            while (some.size() > COUNTED) {
                some.removeFirst();
            }
            return some;
        });
    }

    @Override
    public Optional<Duration> of(CloudName cloud, ServerAction action) {
        Deque<Success> known = last.get(new Of(cloud, action));
        if (known == null) {
            return Optional.empty();
        }
        Instant oldest = clock.instant().minus(COUNTED_FOR);
        List<Duration> took = known.stream()
                .filter(success -> success.finished().isAfter(oldest))
                .map(Success::took)
                .sorted()
                .toList();
        return took.size() < LEAST ? Optional.empty() : Optional.of(median(took));
    }

    private static Duration median(List<Duration> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
    }
}
