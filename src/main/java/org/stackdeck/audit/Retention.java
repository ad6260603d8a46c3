package org.stackdeck.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long entries are kept.
 *
 * @param days {@value #LEAST} to {@value #MOST}; null for ever
 */
public record Retention(@Nullable Integer days) {

    public static final int LEAST = 30;

    /** Ten years. */
    public static final int MOST = 3650;

    public static final Retention FOR_EVER = new Retention(null);

    /** Throws {@link IllegalArgumentException} for any other number. */
    public Retention {
        if (days != null && (days < LEAST || days > MOST)) {
            throw new IllegalArgumentException("days from " + LEAST + " to " + MOST);
        }
    }

    /** The time before which entries go; empty if none does. */
    Optional<Instant> begin(Instant now) {
        return Optional.ofNullable(days).map(kept -> now.minus(Duration.ofDays(kept)));
    }
}
