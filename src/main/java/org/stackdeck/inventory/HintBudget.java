package org.stackdeck.inventory;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;

/** How many questions a cloud is asked because of its hints: a burst at once, and then so many a second. */
final class HintBudget {

    private final Bucket bucket;

    HintBudget(int perSecond, Clock clock) {
        this.bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(new ClockMeter(clock))
                .build();
    }

    /** Takes up to so many, and returns how many there were. */
    int take(int wanted) {
        return wanted == 0 ? 0 : (int) bucket.tryConsumeAsMuchAsPossible(wanted);
    }

    /** Until there is one. */
    Duration untilNext() {
        return Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
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
