package org.stackdeck.access;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Grant that users receive when they accept an invitation. Ends at the time in its terms, or after a duration from the
 * acceptance, or never.
 *
 * @param lasts from {@link #SHORTEST} to {@link #LONGEST}; only if the terms have neither start nor end
 */
public record PromisedGrant(Terms terms, @Nullable Duration lasts) {

    public static final Duration SHORTEST = Duration.ofMinutes(1);
    public static final Duration LONGEST = Duration.ofDays(3650);

    public PromisedGrant {
        if (lasts != null) {
            if (terms.from() != null || terms.until() != null) {
                throw new IllegalArgumentException("access counted from joining has no other beginning or end");
            }
            if (lasts.compareTo(SHORTEST) < 0 || lasts.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("access counted from joining lasts one minute to ten years");
            }
        }
    }

    public PromisedGrant(Terms terms) {
        this(terms, null);
    }

    /** Terms of the grant for an acceptance at this moment. */
    Terms since(Instant joined) {
        return lasts == null ? terms : terms.withUntil(joined.plus(lasts));
    }
}
