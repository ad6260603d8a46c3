package org.stackdeck.inventory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;

/**
 * Spaces the requests to one cloud evenly, whoever makes them, so that it never sees more than its calls per second. First
 * come, first served: {@link Pace} sees to it that few ever wait.
 */
final class Budget {

    /** What did not wait for its turn delays those that do, but no longer than this. */
    private static final Duration LONGEST_DEBT = Duration.ofSeconds(2);

    private final Duration gap;
    private final Clock steady;
    private final Pause pause;
    private Instant next = Instant.MIN;
    private long calls;

    /** Lets time go by. */
    interface Pause {
        void rest(Duration time) throws InterruptedException;
    }

    Budget(double callsPerSecond, Clock steady, Pause pause) {
        this.gap = Duration.ofNanos((long) (1e9 / callsPerSecond));
        this.steady = steady;
        this.pause = pause;
    }

    /**
     * To be called before each request that can wait; returns when it is its turn.
     *
     * @return how long that took
     * @throws CancellationException when the thread was told to end
     */
    Duration await() {
        Duration wait = reserve();
        if (wait.isPositive()) {
            try {
                pause.rest(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("The inventory stops");
            }
        }
        return wait;
    }

    /** To be called for a request that a person or an operation waits for: it is counted and not held up. */
    synchronized void spend() {
        Instant now = steady.instant();
        Instant debt = later(next, now).plus(gap);
        Instant most = now.plus(LONGEST_DEBT);
        next = later(next, debt.isBefore(most) ? debt : most);
        calls++;
    }

    /** All requests so far. */
    synchronized long calls() {
        return calls;
    }

    private synchronized Duration reserve() {
        Instant now = steady.instant();
        Instant turn = later(next, now);
        next = turn.plus(gap);
        calls++;
        return Duration.between(now, turn);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
