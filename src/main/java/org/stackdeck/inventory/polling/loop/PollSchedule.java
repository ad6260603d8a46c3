package org.stackdeck.inventory.polling.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

/**
 * Determines when the next poll of a list is due: after a pause, or earlier after a change hint or if the list has
 * expired. A poll covers all hints and expirations before its start, so a burst of hints causes few polls. Times are
 * those of a monotonic clock.
 */
final class PollSchedule {

    /**
     * Minimum time between the starts of two polls after hints, so that the last change of a burst is visible within
     * about a second if the list is short.
     */
    private static final Duration MIN_INTERVAL = Duration.ofMillis(500);

    /**
     * Ratio of the pause before a hinted poll to the duration of the shortest of the last polls, so that polls usually
     * keep a service busy for at most a quarter of the time. A single slow poll does not count, because a service often
     * responds slowly while it makes the change that it then reports.
     */
    private static final int PAUSE_FACTOR = 3;

    private static final int LAST_POLLS = 4;

    /**
     * Time by which this node can receive a hint later than the node whose poll covers the hint. If that poll does not
     * cover the hint, the other node polls again.
     */
    private static final Duration MAX_HINT_DELAY = Duration.ofMillis(500);

    private final Deque<Duration> lastDurations = new ArrayDeque<>();

    private boolean hinted;
    private boolean expired;
    /** Times of the latest hint and expiration. */
    private Instant hintedAt = Instant.MIN;

    private Instant expiredAt = Instant.MIN;
    /** Start of the last poll if another node has sent it. */
    private Instant otherStart = Instant.MIN;

    private Instant pausedUntil = Instant.MIN;
    /** Earliest start of the next poll that is caused by hints. */
    private Instant notBefore = Instant.MIN;

    private boolean ignoresHints;

    /** Shortens the pause to the minimum that limits the load of the service, unless the last poll has failed. */
    synchronized void hint(Instant now) {
        hinted |= !isCoveredByOther(now);
        hintedAt = now;
    }

    /** Ends the current pause. During a poll, skips the pause after it. */
    synchronized void expire(Instant now) {
        expired = true;
        expiredAt = now;
    }

    synchronized void pauseUntil(Instant end) {
        pausedUntil = end;
    }

    /** Returns the time of the next poll; {@link Instant#MIN} if it is due immediately. */
    synchronized Instant next() {
        if (expired) {
            return Instant.MIN;
        }
        return hinted && !ignoresHints && notBefore.isBefore(pausedUntil) ? notBefore : pausedUntil;
    }

    synchronized void recordStart(Instant start) {
        if (hinted) {
            notBefore = start.plus(MIN_INTERVAL);
        }
        hinted = false;
        expired = false;
        otherStart = Instant.MIN;
    }

    /**
     * Records a poll of another node. The poll covers hints that the other node has probably received before it. After
     * further hints, the other node polls first, because its pause is shorter than half the pace.
     *
     * @param start start of the poll, or an earlier time
     * @param pace pause between the polls
     */
    synchronized void recordOther(Instant start, Duration pace, boolean failed) {
        expired &= !start.isAfter(expiredAt);
        otherStart = start;
        hinted &= !isCoveredByOther(hintedAt);
        Instant rested = start.plus(pace.dividedBy(2));
        if (rested.isAfter(notBefore)) {
            notBefore = rested;
        }
        ignoresHints = failed;
    }

    private boolean isCoveredByOther(Instant hint) {
        return otherStart.plus(MAX_HINT_DELAY).isAfter(hint);
    }

    /** @param failed whether the poll has failed, so that hints do not shorten the pause after it */
    synchronized void recordEnd(Instant start, Instant end, boolean failed) {
        Duration shortest = Duration.between(start, end);
        if (!failed) {
            if (lastDurations.size() == LAST_POLLS) {
                lastDurations.remove();
            }
            lastDurations.add(shortest);
            shortest = Collections.min(lastDurations);
        }
        Instant rested = end.plus(shortest.multipliedBy(PAUSE_FACTOR));
        if (rested.isAfter(notBefore)) {
            notBefore = rested;
        }
        ignoresHints = failed;
    }
}
