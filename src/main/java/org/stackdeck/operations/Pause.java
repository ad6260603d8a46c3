package org.stackdeck.operations;

import java.time.Duration;

/** Waits between two steps. */
@FunctionalInterface
interface Pause {

    void rest(Duration time) throws InterruptedException;
}
