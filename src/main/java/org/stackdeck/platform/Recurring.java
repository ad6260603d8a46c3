package org.stackdeck.platform;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does the same again and again on a virtual thread of its own, from start to stop, whatever fails in between. At every
 * console, and never twice at once there; what one of the consoles on a database is to do is a recurring task of db-scheduler.
 */
public final class Recurring implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);

    private final String name;
    private final Duration first;
    private final Duration pause;
    private final Runnable work;
    private @Nullable ScheduledExecutorService running;
    private volatile boolean failing;

    /**
     * @param name of its thread, by which the log tells of failures
     * @param first how long after the start it is done first
     * @param pause from the end of one time to the beginning of the next
     */
    public Recurring(String name, Duration first, Duration pause, Runnable work) {
        this.name = name;
        this.first = first;
        this.pause = pause;
        this.work = work;
    }

    public Recurring(String name, Duration pause, Runnable work) {
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

    /** Soon; what is under way is interrupted. */
    @Override
    public synchronized void stop() {
        if (running != null) {
            running.shutdownNow();
            running = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null;
    }

    /** What fails for long, as while the database is away, is told once. */
    private void attempt() {
        try {
            work.run();
            failing = false;
        } catch (RuntimeException | Error e) {
            // An exception would end the schedule.
            if (!failing) {
                LOG.warn("{}: failed and goes on", name, e);
            }
            failing = true;
        }
    }
}
