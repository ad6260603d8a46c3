package org.stackdeck.identity.session;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.UserId;

/**
 * Session of a browser, or of a REST client with an access token. Starts when the user authenticates.
 *
 * @param activeAt last activity of the user or last use of the token, with reduced precision
 * @param authenticatedAt time of the last authentication
 * @param source client address at the start
 * @param userAgent {@code User-Agent} of the client, at most 255 characters; null if not sent
 * @param expiresAt latest end, regardless of activity
 * @param factors factors verified in the session so far
 */
public record LoginSession(
        SessionId id,
        UserId user,
        Kind kind,
        Instant createdAt,
        Instant activeAt,
        Instant authenticatedAt,
        String source,
        @Nullable String userAgent,
        Instant expiresAt,
        Set<AuthenticationFactor> factors) {

    public LoginSession {
        factors = Set.copyOf(factors);
    }

    public enum Kind {
        WEB,
        TOKEN
    }

    /**
     * Client that starts a session.
     *
     * @param userAgent {@code User-Agent} of the client, of any length
     */
    public record Client(String source, @Nullable String userAgent) {}
}
