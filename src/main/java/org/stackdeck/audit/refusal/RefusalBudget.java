package org.stackdeck.audit.refusal;

import java.time.Instant;

/**
 * Limits the separate entries and the listed texts for refusals of one user, of all kinds, within a window. Users who
 * are not signed in share one budget. Not thread-safe.
 */
final class RefusalBudget {

    /** Maximum number of separate entries for new objects, reasons and sources. */
    static final int MAX_ENTRIES = 200;

    /** Maximum number of objects, reasons, sources and actors in summaries: about 1 MB of memory. */
    static final int MAX_LISTED = 4_000;

    private final Instant startedAt;
    private int entries;
    private int listed;

    RefusalBudget(Instant startedAt) {
        this.startedAt = startedAt;
    }

    Instant startedAt() {
        return startedAt;
    }

    boolean tryUseEntry() {
        if (entries == MAX_ENTRIES) {
            return false;
        }
        entries++;
        return true;
    }

    boolean tryUseListItem() {
        if (listed == MAX_LISTED) {
            return false;
        }
        listed++;
        return true;
    }
}
