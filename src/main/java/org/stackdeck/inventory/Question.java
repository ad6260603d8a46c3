package org.stackdeck.inventory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The question to a cloud that is under way, page by page. A cloud that hangs fails none for a minute. */
final class Question {

    private static final Duration OVERDUE = Duration.ofSeconds(10);
    private static final int OVERDUE_IN_LAST_ANSWERS = 3;

    private final Clock steady;
    private volatile @Nullable Instant since;

    Question(Clock steady) {
        this.steady = steady;
    }

    /** A page was asked for; those before it are there. */
    void asked() {
        since = steady.instant();
    }

    /** It was answered, or failed. */
    void ended() {
        since = null;
    }

    boolean underWay() {
        return since != null;
    }

    /**
     * How long it has waited, if that is long.
     *
     * @param last how long the answer before took
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
