package org.stackdeck.operations.execution;

import java.time.Duration;

/** Waits between two steps. */
@FunctionalInterface
public interface Sleeper {

    void sleep(Duration time) throws InterruptedException;
}
