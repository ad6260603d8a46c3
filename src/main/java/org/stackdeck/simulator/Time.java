package org.stackdeck.simulator;

import java.time.Duration;
import java.time.Instant;

/** The simulated cloud's clock, and what is to happen later on it. */
public interface Time {

    Instant now();

    /** Runs the task once when so much time has passed. */
    void after(Duration delay, Runnable task);

    /** Nothing more happens. */
    void stop();
}
