package org.stackdeck.inventory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The request to a cloud that is in progress, page by page. Detects a hanging cloud before its request times out after
 * a minute.
 */
final class Question {

    private static final Duration OVERDUE = Duration.ofSeconds(10);
    private static final int OVERDUE_IN_LAST_ANSWERS = 3;

    private final Clock steady;
    private volatile @Nullable Instant since;

    Question(Clock steady) {
        this.steady = steady;
    }

    /** A page was requested; the previous pages have arrived. */
    void asked() {
        since = steady.instant();
    }

    /** The request succeeded or failed. */
    void ended() {
        since = null;
    }

    boolean underWay() {
        return since != null;
    }

    /**
     * How long the request has been waiting, if it is overdue.
     *
     * @param last duration of the previous response
     */
    Optional<Duration> overdue(Duration last) {
        Instant asked = since;
        if (asked == null) {
            return Optional.empty();
        }
        Duration usual = last.multipliedBy(OVERDUE_IN_LAST_ANSWERS);
        Duration limit = usual.compareTo(OVERDUE) > 0 ? usual : OVERDUE;
        return Optional.of(Duration.between(asked, steady.instant())).filter(waited -> waited.compareTo(limit) >= 0);
    }
}
