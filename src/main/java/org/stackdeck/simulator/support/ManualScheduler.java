package org.stackdeck.simulator.support;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Scheduler whose clock is advanced by tests, so that asynchronous actions take no real time. Thread-safe. */
public final class ManualScheduler implements SimulatorScheduler {

    private record ScheduledTask(Instant at, long order, Runnable task) {}

    private final PriorityQueue<ScheduledTask> scheduledTasks =
            new PriorityQueue<>(Comparator.comparing(ScheduledTask::at).thenComparingLong(ScheduledTask::order));
    private Instant now;
    private long order;

    public ManualScheduler(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void schedule(Duration delay, Runnable task) {
        scheduledTasks.add(new ScheduledTask(now.plus(delay), order++, task));
    }

    @Override
    public synchronized void stop() {
        scheduledTasks.clear();
    }

    /** Advances the time and runs all tasks that become due, on the calling thread. */
    public void advance(Duration duration) {
        Instant end = now().plus(duration);
        for (Runnable task = next(end); task != null; task = next(end)) {
            task.run();
        }
    }

    private synchronized @Nullable Runnable next(Instant end) {
        ScheduledTask first = scheduledTasks.peek();
        if (first == null || first.at().isAfter(end)) {
            now = end;
            return null;
        }
        scheduledTasks.remove();
        now = first.at();
        return first.task();
    }
}
