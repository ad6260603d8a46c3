package org.stackdeck.inventory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;

/**
 * Spaces all requests to one cloud evenly, so that the configured number of calls per second is never exceeded.
 * Requests are served in the order of their arrival; {@link Pace} ensures that few of them have to wait.
 */
final class Budget {

    /** Requests that did not wait delay the waiting ones by at most this time. */
    private static final Duration LONGEST_DEBT = Duration.ofSeconds(2);

    private final Duration gap;
    private final Clock steady;
    private final Pause pause;
    private Instant next = Instant.MIN;
    private long calls;

    /** Sleeps; replaced in tests. */
    interface Pause {
        void rest(Duration time) throws InterruptedException;
    }

    Budget(double callsPerSecond, Clock steady, Pause pause) {
        this.gap = Duration.ofNanos((long) (1e9 / callsPerSecond));
        this.steady = steady;
        this.pause = pause;
    }

    /**
     * Blocks until the next request may be sent. Called before each request that can wait.
     *
     * @return the time spent waiting
     * @throws CancellationException if the thread is interrupted
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

    /** Counts a request that a user or an operation waits for, without blocking. */
    synchronized void spend() {
        Instant now = steady.instant();
        Instant debt = later(next, now).plus(gap);
        Instant most = now.plus(LONGEST_DEBT);
        next = later(next, debt.isBefore(most) ? debt : most);
        calls++;
    }

    /** The number of all requests so far. */
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
