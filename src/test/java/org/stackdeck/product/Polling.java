package org.stackdeck.product;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Polls until a condition is met. */
public final class Polling {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private Polling() {}

    /**
     * Returns the first value that meets the condition.
     *
     * @throws AssertionError with the last value, after the timeout
     */
    public static <T> T waitUntil(String what, Duration patience, Supplier<T> question, Predicate<T> right) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            T value = question.get();
            if (right.test(value)) {
                return value;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError(what + ": not within " + patience + ", last seen: " + value);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
