package org.stackdeck.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Clock that a test advances, so that asynchronous actions take no real time. Thread-safe. */
public final class ManualTime implements Time {

    private record Due(Instant at, long order, Runnable task) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
    private Instant now;
    private long order;

    public ManualTime(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void after(Duration delay, Runnable task) {
        due.add(new Due(now.plus(delay), order++, task));
    }

    @Override
    public synchronized void stop() {
        due.clear();
    }

    /** Advances the time and runs all tasks that become due, on the calling thread. */
    public void advance(Duration duration) {
        Instant end = now().plus(duration);
        for (Runnable task = next(end); task != null; task = next(end)) {
            task.run();
        }
    }

    private synchronized @Nullable Runnable next(Instant end) {
        Due first = due.peek();
        if (first == null || first.at().isAfter(end)) {
            now = end;
            return null;
        }
        due.remove();
        now = first.at();
        return first.task();
    }
}
