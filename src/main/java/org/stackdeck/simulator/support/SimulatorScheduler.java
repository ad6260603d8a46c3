package org.stackdeck.simulator.support;

import java.time.Duration;
import java.time.Instant;

/** Clock and scheduler of the simulated cloud. */
public interface SimulatorScheduler {

    Instant now();

    /** Runs the task once after the delay. */
    void schedule(Duration delay, Runnable task);

    /** Stops the scheduler: pending tasks do not run. */
    void stop();
}
