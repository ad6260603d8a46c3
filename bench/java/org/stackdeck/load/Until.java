package org.stackdeck.load;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something outside. */
final class Until {

    private static final Duration BETWEEN = Duration.ofMillis(200);

    private Until() {}

    /** @throws IllegalStateException when it is not so within the time */
    static void so(String what, Duration patience, BooleanSupplier is) {
        long end = System.nanoTime() + patience.toNanos();
        while (!is.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited " + patience + " for " + what);
            }
            pause(BETWEEN);
        }
    }

    static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
