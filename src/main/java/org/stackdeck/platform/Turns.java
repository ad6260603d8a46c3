package org.stackdeck.platform;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps something from being done more than a few times within any stretch of time. After a rest the first few are done at
 * once, however close together they come. Not safe for use by several threads.
 */
public final class Turns {

    private final int most;
    private final long stretch;
    private final Deque<Long> taken = new ArrayDeque<>();

    /**
     * @param most how many within one stretch
     * @param stretch nothing for no limit
     */
    public Turns(int most, Duration stretch) {
        this.most = most;
        this.stretch = stretch.toNanos();
    }

    /**
     * How long the next turn is away; nothing if it is now.
     *
     * @param now by {@link System#nanoTime}
     */
    public Duration untilNext(long now) {
        return taken.size() < most ? Duration.ZERO : Duration.ofNanos(Math.max(0, taken.getFirst() + stretch - now));
    }

    /** @param now by {@link System#nanoTime} */
    public void take(long now) {
        taken.addLast(now);
        if (taken.size() > most) {
            taken.removeFirst();
        }
    }
}
