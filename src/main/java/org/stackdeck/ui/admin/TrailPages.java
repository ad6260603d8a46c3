package org.stackdeck.ui.admin;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.stackdeck.audit.AuditRecord;
import org.stackdeck.ui.ViewModel;

/**
 * What a search found, read page by page as it is scrolled to. It goes on from where an earlier page ended, so that the
 * database need not step over what lies before; and it begins at one entry for good, so that no row moves when others are
 * written.
 */
@ViewModel
final class TrailPages {

    /** What a scroll bar shows while nobody knows how much there is. */
    private static final int UNKNOWN = 200;

    /** Rows that are still stepped over. */
    private static final int FAR = 1000;

    private final Search search;
    private final boolean all;
    private final long newest;
    private final int estimate;
    /** The number that the rows from an offset on are below. */
    private final NavigableMap<Integer, Long> places = new TreeMap<>();

    /** Reads entries before a number, newest first. */
    interface Search {
        List<AuditRecord> page(long before, int skip, int limit);
    }

    /**
     * @param oldest number of the oldest entry that there is
     * @param newest number of the newest
     * @param all of them are looked for, so that their numbers tell how many there are
     */
    TrailPages(Search search, long oldest, long newest, boolean all) {
        this.search = search;
        this.all = all;
        this.newest = newest;
        this.estimate = all ? Math.toIntExact(Math.clamp(newest - oldest + 1, 1, Integer.MAX_VALUE)) : UNKNOWN;
        places.put(0, newest + 1);
    }

    /** Number of the newest entry when it was searched. */
    long newest() {
        return newest;
    }

    /** About how many rows there are, at least 1. */
    int estimate() {
        return estimate;
    }

    List<AuditRecord> page(int offset, int limit) {
        if (all && offset - places.floorKey(offset) > FAR) {
            // The scroll bar was drawn there; numbers have no gap unless someone has made one.
            places.put(offset, newest + 1 - offset);
        }
        Map.Entry<Integer, Long> place = Objects.requireNonNull(places.floorEntry(offset), "the first row has a place");
        List<AuditRecord> page = search.page(place.getValue(), offset - place.getKey(), limit);
        if (!page.isEmpty()) {
            places.put(offset + page.size(), page.getLast().sequence());
        }
        return page;
    }
}
