package org.stackdeck.inventory.hints;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

/**
 * Determines when change hints make the next poll of a list due. A poll covers all hints before its start, so a burst of
 * hints causes few polls. Times are those of a monotonic clock.
 */
public final class HintedPollSchedule {

    /**
     * Minimum time between the starts of two polls after hints, so that the last change of a burst is visible within
     * about a second if the list is short.
     */
    private static final Duration MIN_INTERVAL = Duration.ofMillis(500);

    /**
     * Ratio of the pause after a poll to its duration: polls keep a service busy for at most a quarter of the time. The shortest
     * of the last polls counts, because a service often answers late while it makes the change that it then reports.
     */
    private static final int PAUSE_FACTOR = 3;

    private static final int LAST_POLLS = 4;

    private boolean pending;
    private Instant notBefore = Instant.MIN;
    private final Deque<Duration> lastDurations = new ArrayDeque<>();

    /** Adds a hint, which the next poll covers. */
    public synchronized void add() {
        pending = true;
    }

    /**
     * Returns the time of the next poll.
     *
     * @param regular time at which the poll is due without a hint
     */
    public synchronized Instant next(Instant regular) {
        return pending && notBefore.isBefore(regular) ? notBefore : regular;
    }

    public synchronized void recordStart(Instant start) {
        if (pending) {
            notBefore = start.plus(MIN_INTERVAL);
        }
        pending = false;
    }

    public synchronized void recordEnd(Instant start, Instant end) {
        if (lastDurations.size() == LAST_POLLS) {
            lastDurations.remove();
        }
        lastDurations.add(Duration.between(start, end));
        Instant rested = end.plus(Collections.min(lastDurations).multipliedBy(PAUSE_FACTOR));
        if (rested.isAfter(notBefore)) {
            notBefore = rested;
        }
    }
}
