package org.stackdeck.inventory.polling;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Limits the requests for single servers that are sent in addition to polls. Allows an initial burst, then a fixed
 * number of requests per second.
 */
final class ServerRefreshRateLimiter {

    private static final int BURST_SIZE = 10;

    private final Bucket bucket;

    ServerRefreshRateLimiter(int perSecond, Clock clock) {
        this.bucket = Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(Math.max(BURST_SIZE, perSecond)).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(new ClockTimeMeter(clock))
                .build();
    }

    /** Acquires up to {@code maxPermits} permits and returns their number. */
    int tryAcquire(int maxPermits) {
        return maxPermits == 0 ? 0 : (int) bucket.tryConsumeAsMuchAsPossible(maxPermits);
    }

    record ClockTimeMeter(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
