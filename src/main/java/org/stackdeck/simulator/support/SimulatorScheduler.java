package org.stackdeck.simulator.support;

import java.time.Duration;
import java.time.Instant;

/** Clock and scheduler of the simulated cloud. */
public interface SimulatorScheduler {

    Instant now();

    void schedule(Duration delay, Runnable task);

    /** Stops the scheduler. Pending tasks do not run. */
    void stop();
}
