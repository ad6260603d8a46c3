package org.stackdeck.identity;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What began when a user proved who they are: a browser's session, or the tokens of one login of a program.
 *
 * @param activeAt when the person last did something, or the token was last used, as far as it was written down
 * @param provedAt when they last proved who they are
 * @param source the client's address at the beginning
 * @param userAgent what the client calls itself, at most 255 characters; null when it does not say
 * @param expiresAt the end, whatever is done until then
 * @param factors by which they have proved who they are since it began
 */
public record LoginSession(
        SessionId id,
        UserId user,
        Kind kind,
        Instant createdAt,
        Instant activeAt,
        Instant provedAt,
        String source,
        @Nullable String userAgent,
        Instant expiresAt,
        Set<Factor> factors) {

    public LoginSession {
        factors = Set.copyOf(factors);
    }

    /** What holds it. */
    public enum Kind {
        WEB,
        TOKEN
    }

    /**
     * Where it began.
     *
     * @param userAgent what the client calls itself, of any length
     */
    public record Client(String source, @Nullable String userAgent) {}
}
