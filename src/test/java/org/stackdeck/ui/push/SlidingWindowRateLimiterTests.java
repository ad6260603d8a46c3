package org.stackdeck.ui.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlidingWindowRateLimiterTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void burstIsAllowedAndTheNextEventWaitsForTheWindow() {
        SlidingWindowRateLimiter slidingWindowRateLimiter = new SlidingWindowRateLimiter(4, SECOND);
        for (int i = 0; i < 4; i++) {
            assertThat(slidingWindowRateLimiter.timeUntilNext(i)).isZero();
            slidingWindowRateLimiter.acquire(i);
        }

        assertThat(slidingWindowRateLimiter.timeUntilNext(100)).isEqualTo(SECOND.minusNanos(100));
        assertThat(slidingWindowRateLimiter.timeUntilNext(SECOND.toNanos())).isZero();
    }

    @Test
    void noWindowContainsMoreThanTheLimit() {
        SlidingWindowRateLimiter slidingWindowRateLimiter = new SlidingWindowRateLimiter(4, SECOND);
        Random random = new Random(7);
        List<Long> taken = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 2_000; i++) {
            now += random.nextLong(400_000_000);
            if (slidingWindowRateLimiter.timeUntilNext(now).isZero()) {
                slidingWindowRateLimiter.acquire(now);
                taken.add(now);
            }
        }

        for (int i = 4; i < taken.size(); i++) {
            assertThat(taken.get(i) - taken.get(i - 4)).isGreaterThanOrEqualTo(SECOND.toNanos());
        }
        assertThat(taken).hasSizeGreaterThan(1_000);
    }
}
