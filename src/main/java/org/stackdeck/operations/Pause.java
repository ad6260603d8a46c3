package org.stackdeck.operations;

import java.time.Duration;

/** How time passes between two steps. */
@FunctionalInterface
interface Pause {

    void rest(Duration time) throws InterruptedException;
}
