package org.stackdeck.inventory.polling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the pages of the current request to a cloud, to detect a hanging cloud before the request times out (by
 * default, after a minute).
 */
final class OverduePollDetector {

    private static final Duration MIN_OVERDUE = Duration.ofSeconds(10);
    private static final int OVERDUE_FACTOR = 3;

    private final Clock steady;
    private volatile @Nullable Instant since;

    OverduePollDetector(Clock steady) {
        this.steady = steady;
    }

    /** Records that the next page is about to be requested. The previous pages have already arrived. */
    void pageRequested() {
        since = steady.instant();
    }

    /** Records that the request has succeeded or failed. */
    void finished() {
        since = null;
    }

    boolean isInFlight() {
        return since != null;
    }

    /**
     * Returns the time since the current page was requested; empty if the page is not overdue.
     *
     * @param last duration of the previous response
     */
    Optional<Duration> overdueTime(Duration last) {
        Instant requestedAt = since;
        if (requestedAt == null) {
            return Optional.empty();
        }
        Duration usual = last.multipliedBy(OVERDUE_FACTOR);
        Duration limit = usual.compareTo(MIN_OVERDUE) > 0 ? usual : MIN_OVERDUE;
        return Optional.of(Duration.between(requestedAt, steady.instant()))
                .filter(waited -> waited.compareTo(limit) >= 0);
    }
}
