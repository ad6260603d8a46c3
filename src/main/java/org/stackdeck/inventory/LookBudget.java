package org.stackdeck.inventory;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;

/** Limits the requests for single servers that are sent in addition to polls: a burst, then a number per second. */
final class LookBudget {

    private static final int AT_ONCE = 10;

    private final Bucket bucket;

    LookBudget(int perSecond, Clock clock) {
        this.bucket = Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(Math.max(AT_ONCE, perSecond)).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(new ClockMeter(clock))
                .build();
    }

    /** Acquires up to {@code wanted} permits and returns their number. */
    int take(int wanted) {
        return wanted == 0 ? 0 : (int) bucket.tryConsumeAsMuchAsPossible(wanted);
    }

    private record ClockMeter(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return clock.millis() * 1_000_000;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
