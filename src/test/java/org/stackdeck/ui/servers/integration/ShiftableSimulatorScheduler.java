package org.stackdeck.ui.servers.integration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.stackdeck.simulator.support.SimulatorScheduler;

/** Scheduler of the simulator. Its time is the system time plus an offset that tests set. Delays are in real time. */
final class ShiftableSimulatorScheduler implements SimulatorScheduler {

    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private volatile Duration by = Duration.ZERO;

    void shift(Duration ahead) {
        by = ahead;
    }

    @Override
    public Instant now() {
        return Clock.systemUTC().instant().plus(by);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void schedule(Duration delay, Runnable task) {
        later.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void stop() {
        later.shutdownNow();
    }
}
