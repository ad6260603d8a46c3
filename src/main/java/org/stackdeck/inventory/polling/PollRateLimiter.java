package org.stackdeck.inventory.polling;

import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Spaces the requests to one cloud evenly, so that they do not exceed the configured number per second. Urgent requests
 * are not delayed, but delay the others. Requests that wait are served in the order of their arrival; {@link
 * PollIntervalCalculator} ensures that few of them have to wait.
 */
public final class PollRateLimiter {

    /** Maximum time by which urgent requests delay the waiting ones. */
    private static final Duration MAX_DEBT = Duration.ofSeconds(2);

    private final Bucket bucket;
    private final long maxDebt;
    private final Sleeper sleeper;
    private final AtomicLong calls = new AtomicLong();

    public interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    public PollRateLimiter(double callsPerSecond, Clock steady, Sleeper sleeper) {
        Duration interval = Duration.ofNanos((long) (1e9 / callsPerSecond));
        this.bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(1).refillGreedy(1, interval))
                .withCustomTimePrecision(new ServerRefreshRateLimiter.ClockTimeMeter(steady))
                .build();
        this.maxDebt = Math.max(1, MAX_DEBT.dividedBy(interval));
        this.sleeper = sleeper;
    }

    /**
     * Blocks until the next request may be sent. Call this method before each request that can wait.
     *
     * @return the time spent waiting
     * @throws CancellationException if the thread is interrupted
     */
    Duration acquire() {
        calls.incrementAndGet();
        Duration wait = Duration.ofNanos(bucket.consumeIgnoringRateLimits(1));
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
        calls.incrementAndGet();
        if (bucket.getAvailableTokens() > 1 - maxDebt) {
            bucket.consumeIgnoringRateLimits(1);
        }
    }

    long calls() {
        return calls.get();
    }
}
