package org.stackdeck.ui.admin.audit;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.stackdeck.audit.NumberedAuditEntry;
import org.stackdeck.ui.ViewLogic;

/**
 * Loads the result of an audit search page by page. A page continues after the last entry of an earlier page, so that
 * the database skips as few rows as possible. The newest entry is fixed when the search starts, so that new entries do
 * not move rows.
 */
@ViewLogic
final class AuditTrailPager {

    /** Number of rows to assume for the scroll bar while the total is unknown. */
    private static final int UNKNOWN_COUNT_ESTIMATE = 200;

    /** Maximum number of rows to skip in the database if the search has no filter. */
    private static final int MAX_OFFSET = 1000;

    private final Search search;
    private final boolean all;
    private final long newestNumber;
    private final int estimate;
    /** Exclusive upper bounds of the sequence numbers, by the offset from which they apply. */
    private final NavigableMap<Integer, Long> upperBounds = new TreeMap<>();

    /** Loads entries below a sequence number, newest first. */
    interface Search {
        List<NumberedAuditEntry> page(long before, int skip, int limit);
    }

    /**
     * @param oldest sequence number of the oldest entry
     * @param newest sequence number of the newest entry
     * @param all whether the search has no filter; the sequence numbers then determine the number of rows
     */
    AuditTrailPager(Search search, long oldest, long newest, boolean all) {
        this.search = search;
        this.all = all;
        this.newestNumber = newest;
        this.estimate =
                all ? Math.toIntExact(Math.clamp(newest - oldest + 1, 1, Integer.MAX_VALUE)) : UNKNOWN_COUNT_ESTIMATE;
        upperBounds.put(0, newest + 1);
    }

    /** Returns the sequence number of the newest entry at the time of the search. */
    long newestNumber() {
        return newestNumber;
    }

    /** Returns the estimated number of rows, at least 1. */
    int estimate() {
        return estimate;
    }

    List<NumberedAuditEntry> page(int offset, int limit) {
        if (all && offset - upperBounds.floorKey(offset) > MAX_OFFSET) {
            // The user dragged the scroll bar. Sequence numbers have no gaps unless entries were deleted manually.
            upperBounds.put(offset, newestNumber + 1 - offset);
        }
        Map.Entry<Integer, Long> bound =
                Objects.requireNonNull(upperBounds.floorEntry(offset), "the first row has a bound");
        List<NumberedAuditEntry> page = search.page(bound.getValue(), offset - bound.getKey(), limit);
        if (!page.isEmpty()) {
            upperBounds.put(offset + page.size(), page.getLast().sequence());
        }
        return page;
    }
}
