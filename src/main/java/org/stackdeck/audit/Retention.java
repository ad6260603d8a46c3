package org.stackdeck.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Retention period of audit entries.
 *
 * @param days {@value #LEAST} to {@value #MOST}; null for no limit
 */
public record Retention(@Nullable Integer days) {

    public static final int LEAST = 30;

    /** Ten years. */
    public static final int MOST = 3650;

    public static final Retention FOR_EVER = new Retention(null);

    /** Throws {@link IllegalArgumentException} for other numbers. */
    public Retention {
        if (days != null && (days < LEAST || days > MOST)) {
            throw new IllegalArgumentException("days from " + LEAST + " to " + MOST);
        }
    }

    /** Time before which entries expire; empty if they never do. */
    Optional<Instant> begin(Instant now) {
        return Optional.ofNullable(days).map(kept -> now.minus(Duration.ofDays(kept)));
    }
}
