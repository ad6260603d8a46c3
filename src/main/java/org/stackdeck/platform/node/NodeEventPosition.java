package org.stackdeck.platform.node;

import java.time.Duration;
import java.util.TreeMap;

/**
 * Determines which events are new. IDs are assigned before the commit, so that an event can appear after one with a higher
 * ID. A missing ID is therefore expected for a minute; later, its transaction was rolled back.
 */
final class NodeEventPosition {

    private static final Duration MAX_COMMIT_TIME = Duration.ofMinutes(1);

    /** Beyond this number of missing IDs, the events after them are read without them. */
    private static final int MAX_MISSING = 1_000;

    private long highest;
    /** Missing IDs, with the time at which each was detected. */
    private final TreeMap<Long, Long> missing = new TreeMap<>();

    /** @param highest the event before the first new one */
    NodeEventPosition(long highest) {
        this.highest = highest;
    }

    long highest() {
        return highest;
    }

    /** Returns the lowest ID of an event that can be new. */
    long from() {
        return missing.isEmpty() ? highest + 1 : missing.firstKey();
    }

    /**
     * Returns whether the event is new, and marks it as known.
     *
     * @param now as a value of {@link System#nanoTime}
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

    /** @param now as a value of {@link System#nanoTime} */
    void forgetRolledBack(long now) {
        missing.values().removeIf(since -> now - since > MAX_COMMIT_TIME.toNanos());
        while (missing.size() > MAX_MISSING) {
            missing.pollFirstEntry();
        }
    }
}
