package org.stackdeck.inventory.polling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;

/**
 * Spaces the requests to one cloud evenly, so that they do not exceed the configured number per second. Urgent requests
 * are not delayed, but delay the others. Requests that wait are served in the order of their arrival; {@link
 * PollIntervals} ensures that few of them have to wait.
 */
public final class PollRateLimiter {

    /** Maximum time by which urgent requests delay the waiting ones. */
    private static final Duration MAX_DEBT = Duration.ofSeconds(2);

    private final Duration interval;
    private final Clock monotonicClock;
    private final Sleeper sleeper;
    private Instant nextSlot = Instant.MIN;
    private long calls;

    /** Sleeps; replaced in tests. */
    public interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    public PollRateLimiter(double callsPerSecond, Clock steady, Sleeper sleeper) {
        this.interval = Duration.ofNanos((long) (1e9 / callsPerSecond));
        this.monotonicClock = steady;
        this.sleeper = sleeper;
    }

    /**
     * Blocks until the next request may be sent. Called before each request that can wait.
     *
     * @return the time spent waiting
     * @throws CancellationException if the thread is interrupted
     */
    Duration acquire() {
        Duration wait = reserve();
        if (wait.isPositive()) {
            try {
                sleeper.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("The inventory is shutting down");
            }
        }
        return wait;
    }

    /** Counts an urgent request, for which a user or an operation waits. Does not block. */
    synchronized void recordUrgent() {
        Instant now = monotonicClock.instant();
        Instant debt = later(nextSlot, now).plus(interval);
        Instant most = now.plus(MAX_DEBT);
        nextSlot = later(nextSlot, debt.isBefore(most) ? debt : most);
        calls++;
    }

    /** Returns the number of requests that have been counted so far. */
    synchronized long calls() {
        return calls;
    }

    private synchronized Duration reserve() {
        Instant now = monotonicClock.instant();
        Instant turn = later(nextSlot, now);
        nextSlot = turn.plus(interval);
        calls++;
        return Duration.between(now, turn);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
