package org.stackdeck.platform.node;

import java.time.Duration;
import java.util.TreeMap;

/**
 * Determines which events are new. IDs are assigned before the commit, so an event can become visible after an event
 * with a higher ID. A missing ID is therefore expected for a minute. After that time, its transaction is considered
 * rolled back.
 */
final class NewNodeEventFilter {

    private static final Duration MAX_COMMIT_TIME = Duration.ofMinutes(1);

    /** Maximum number of missing IDs. Lower missing IDs are considered rolled back. */
    private static final int MAX_MISSING = 1_000;

    private long highest;
    /** Missing IDs, with the time at which each ID was detected, as a value of {@link System#nanoTime}. */
    private final TreeMap<Long, Long> missing = new TreeMap<>();

    /** @param highest highest ID of the events that are not new */
    NewNodeEventFilter(long highest) {
        this.highest = highest;
    }

    long highest() {
        return highest;
    }

    long from() {
        return missing.isEmpty() ? highest + 1 : missing.firstKey();
    }

    /**
     * Returns whether the event is new, and marks it as known.
     *
     * @param now current value of {@link System#nanoTime}
     */
    boolean accept(long id, long now) {
        if (id <= highest) {
            return missing.remove(id) != null;
        }
        for (long skipped = Math.max(highest + 1, id - MAX_MISSING); skipped < id; skipped++) {
            missing.put(skipped, now);
        }
        highest = id;
        return true;
    }

    /** @param now current value of {@link System#nanoTime} */
    void forgetRolledBack(long now) {
        missing.values().removeIf(since -> now - since > MAX_COMMIT_TIME.toNanos());
        while (missing.size() > MAX_MISSING) {
            missing.pollFirstEntry();
        }
    }
}
