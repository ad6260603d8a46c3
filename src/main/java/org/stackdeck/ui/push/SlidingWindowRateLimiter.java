package org.stackdeck.ui.push;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Rate limiter with a sliding window. Allows at most a maximum number of events in each period of the window's length.
 * The events may occur in a burst. Not thread-safe.
 */
final class SlidingWindowRateLimiter {

    private final int maxEvents;
    private final long windowNanos;
    private final Deque<Long> eventTimes = new ArrayDeque<>();

    /** @param window length of the window; zero for no limit */
    SlidingWindowRateLimiter(int maxEvents, Duration window) {
        this.maxEvents = maxEvents;
        this.windowNanos = window.toNanos();
    }

    /**
     * Returns the time until the next event is allowed; zero if it is allowed now.
     *
     * @param now current value of {@link System#nanoTime}
     */
    Duration timeUntilNext(long now) {
        return eventTimes.size() < maxEvents
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(0, eventTimes.getFirst() + windowNanos - now));
    }

    /**
     * Records an event. Does not check the limit.
     *
     * @param now current value of {@link System#nanoTime}
     */
    void acquire(long now) {
        eventTimes.addLast(now);
        if (eventTimes.size() > maxEvents) {
            eventTimes.removeFirst();
        }
    }
}
