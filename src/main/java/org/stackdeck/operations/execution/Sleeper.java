package org.stackdeck.operations.execution;

import java.time.Duration;

/** Waits between two steps of an operation. Tests replace it. */
@FunctionalInterface
public interface Sleeper {

    void sleep(Duration time) throws InterruptedException;
}
