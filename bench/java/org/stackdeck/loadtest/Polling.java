package org.stackdeck.loadtest;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions that other processes fulfill. */
final class Polling {

    private static final Duration INTERVAL = Duration.ofMillis(200);

    private Polling() {}

    /** @throws IllegalStateException if the condition is not fulfilled within the timeout */
    static void await(String description, Duration timeout, BooleanSupplier condition) {
        long end = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("timeout after " + timeout + ": " + description);
            }
            sleep(INTERVAL);
        }
    }

    static void sleep(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
