package org.stackdeck.operations.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Limit of concurrent requests that adapts to a service (additive increase, multiplicative decrease). The limit is
 * halved when the service is overloaded or responds much more slowly than before. It grows by one after about as many
 * other responses as it has permits, and is the maximum again two minutes after the last overload. Not thread-safe.
 */
final class AdaptiveConcurrencyLimit {

    private static final int MIN = 1;

    /** Time in which requests that were sent before a decrease cause no further decrease. */
    private static final Duration MIN_PAUSE = Duration.ofSeconds(1);

    /** Maximum time for which the limit does not grow after an overload. */
    private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

    /** Faster responses are never slow. */
    private static final Duration MIN_SLOW = Duration.ofSeconds(3);

    /** Minimum ratio of the duration of a slow response to the average. */
    private static final int SLOW_FACTOR = 3;

    /** Smoothing factor: the average follows a new response time after about this many responses. */
    private static final int AVERAGED_RESPONSES = 8;

    /** Time after an overload at which the limit is the maximum again. Longer than {@link #MAX_PAUSE}. */
    private static final Duration RECOVERY = Duration.ofMinutes(2);

    private final int max;
    private final Clock clock;
    private double limit;
    private @Nullable Duration average;
    private Instant overloadedAt = Instant.MIN;
    private Instant decreasesFrom = Instant.MIN;
    private Instant growsFrom = Instant.MIN;

    AdaptiveConcurrencyLimit(int max, Clock clock) {
        this.max = max;
        this.clock = clock;
        this.limit = max;
    }

    int permits() {
        forgetOldOverload();
        return (int) limit;
    }

    /** Records a response, or the end of a request that needed none. */
    void recordResponse(Duration took) {
        forgetOldOverload();
        Duration before = average;
        average = before == null ? took : before.plus(took.minus(before).dividedBy(AVERAGED_RESPONSES));
        if (before != null && took.compareTo(MIN_SLOW) > 0 && took.compareTo(before.multipliedBy(SLOW_FACTOR)) > 0) {
            recordOverload(Duration.ZERO);
        } else if (!clock.instant().isBefore(growsFrom)) {
            limit = Math.min(max, limit + 1 / limit);
        }
    }

    /** @param retryAfter time that the service requests before the next request; zero if it requests none */
    void recordOverload(Duration retryAfter) {
        forgetOldOverload();
        Instant now = clock.instant();
        if (!now.isBefore(decreasesFrom)) {
            limit = Math.max(MIN, limit / 2);
            decreasesFrom = now.plus(MIN_PAUSE);
        }
        Duration atLeast = retryAfter.compareTo(MIN_PAUSE) < 0 ? MIN_PAUSE : retryAfter;
        Instant next = now.plus(atLeast.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : atLeast);
        growsFrom = next.isAfter(growsFrom) ? next : growsFrom;
        overloadedAt = now;
    }

    /** Also applies if the system time was set back. */
    private void forgetOldOverload() {
        if (!overloadedAt.equals(Instant.MIN)
                && Duration.between(overloadedAt, clock.instant()).abs().compareTo(RECOVERY) >= 0) {
            limit = max;
            overloadedAt = Instant.MIN;
            decreasesFrom = Instant.MIN;
            growsFrom = Instant.MIN;
        }
    }
}
