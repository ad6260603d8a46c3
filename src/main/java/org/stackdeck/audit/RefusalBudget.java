package org.stackdeck.audit;

import java.time.Instant;

/**
 * What the refusals of one user, over all kinds, may use within a window; users who are not signed in share one. It bounds
 * the entries in the trail and the texts in memory. Not thread-safe.
 */
final class RefusalBudget {

    /** Entries of their own for new objects, reasons and sources. */
    static final int MAX_ENTRIES = 200;

    /** Objects, reasons, sources and actors listed in summaries: about 1 MB of memory at most. */
    static final int MAX_LISTED = 4_000;

    private final Instant begun;
    private int entries;
    private int listed;

    RefusalBudget(Instant begun) {
        this.begun = begun;
    }

    Instant begun() {
        return begun;
    }

    boolean takeEntry() {
        if (entries == MAX_ENTRIES) {
            return false;
        }
        entries++;
        return true;
    }

    boolean takeListed() {
        if (listed == MAX_LISTED) {
            return false;
        }
        listed++;
        return true;
    }
}
