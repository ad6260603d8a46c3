package org.stackdeck.simulator.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Scheduler that uses the system clock and runs all tasks on one daemon thread. */
public final class RealTimeScheduler implements SimulatorScheduler {

    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("simulator-time").daemon().factory());

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void schedule(Duration delay, Runnable task) {
        try {
            executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The scheduler was stopped.
        }
    }

    @Override
    public void stop() {
        executor.shutdownNow();
    }
}
