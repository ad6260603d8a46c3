package org.stackdeck.access.invitation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.GrantTerms;

/**
 * Grant that a user receives by accepting an invitation. Ends at the time in its terms, after a duration from the
 * acceptance, or never.
 *
 * @param duration from {@link #MIN_DURATION} to {@link #MAX_DURATION}; null for none; allowed only if the terms have
 *     neither start nor end
 */
public record InvitationGrant(GrantTerms terms, @Nullable Duration duration) {

    public static final Duration MIN_DURATION = Duration.ofMinutes(1);
    public static final Duration MAX_DURATION = Duration.ofDays(3650);

    public InvitationGrant {
        if (duration != null) {
            if (terms.from() != null || terms.until() != null) {
                throw new IllegalArgumentException("a grant that starts at registration has no other start or end");
            }
            if (duration.compareTo(MIN_DURATION) < 0 || duration.compareTo(MAX_DURATION) > 0) {
                throw new IllegalArgumentException(
                        "a grant that starts at registration lasts from one minute to ten years");
            }
        }
    }

    public InvitationGrant(GrantTerms terms) {
        this(terms, null);
    }

    /** Returns the terms of the grant if the invitation is accepted at {@code joined}. */
    GrantTerms termsFrom(Instant joined) {
        return duration == null ? terms : terms.withUntil(joined.plus(duration));
    }
}
