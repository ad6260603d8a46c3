package org.stackdeck.platform;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a task periodically on a separate virtual thread until it is stopped, even after failures. The task runs on each
 * instance; its runs do not overlap. For a task that must run on only one instance, use {@link ClusterTaskFactory}.
 */
public final class PeriodicTask implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);

    private final String name;
    private final Duration first;
    private final Duration pause;
    private final Runnable work;
    private @Nullable ScheduledExecutorService running;
    private final AtomicBoolean triggered = new AtomicBoolean();
    private volatile boolean failing;

    /**
     * @param name name of the thread, also used in log messages
     * @param first delay before the first run
     * @param pause delay between the end of a run and the start of the next
     */
    public PeriodicTask(String name, Duration first, Duration pause, Runnable work) {
        this.name = name;
        this.first = first;
        this.pause = pause;
        this.work = work;
    }

    public PeriodicTask(String name, Duration pause, Runnable work) {
        this(name, pause, pause, work);
    }

    @Override
    public synchronized void start() {
        if (running == null) {
            running = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name(name).factory());
            var _ = running.scheduleWithFixedDelay(
                    this::attempt, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Requests an additional run, which starts as soon as no run is in progress. Several calls before the start cause
     * only one run. Has no effect while the task is stopped.
     */
    public synchronized void trigger() {
        if (running != null && triggered.compareAndSet(false, true)) {
            running.execute(() -> {
                triggered.set(false);
                attempt();
            });
        }
    }

    /** Interrupts a run in progress and does not wait for its end. */
    @Override
    public synchronized void stop() {
        if (running != null) {
            running.shutdownNow();
            running = null;
            triggered.set(false);
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null;
    }

    /** Runs the task. Logs only the first of consecutive failures, for instance during a database outage. */
    private void attempt() {
        try {
            work.run();
            failing = false;
        } catch (RuntimeException | Error e) {
            // An uncaught exception would cancel the schedule.
            // A run that is interrupted by the stop may fail.
            if (!failing && isRunning()) {
                LOG.warn(
                        "The periodic task {} failed and will be retried. Further failures are not logged until it"
                                + " succeeds",
                        name,
                        e);
            }
            failing = true;
        }
    }
}
