package org.stackdeck.ui.push;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Rate limiter with a sliding window: allows a maximum number of events in any period of the window's length, even as a
 * burst. Not thread-safe.
 */
final class SlidingWindowRateLimiter {

    private final int most;
    private final long stretch;
    private final Deque<Long> taken = new ArrayDeque<>();

    /**
     * @param most maximum number of events in a window
     * @param stretch length of the window; zero for no limit
     */
    SlidingWindowRateLimiter(int most, Duration stretch) {
        this.most = most;
        this.stretch = stretch.toNanos();
    }

    /**
     * Returns the time until the next event is allowed; zero if it is allowed now.
     *
     * @param now current value of {@link System#nanoTime}
     */
    Duration timeUntilNext(long now) {
        return taken.size() < most ? Duration.ZERO : Duration.ofNanos(Math.max(0, taken.getFirst() + stretch - now));
    }

    /**
     * Records an event. Does not check the limit.
     *
     * @param now current value of {@link System#nanoTime}
     */
    void acquire(long now) {
        taken.addLast(now);
        if (taken.size() > most) {
            taken.removeFirst();
        }
    }
}
