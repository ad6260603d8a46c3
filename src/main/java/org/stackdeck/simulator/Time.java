package org.stackdeck.simulator;

import java.time.Duration;
import java.time.Instant;

/** Clock and scheduler of the simulated cloud. */
public interface Time {

    Instant now();

    /** Runs the task once after the delay. */
    void after(Duration delay, Runnable task);

    /** Stops the scheduler: pending tasks do not run. */
    void stop();
}
