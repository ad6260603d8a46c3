package org.stackdeck.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.stackdeck.api.auth.AccessTokenConverter;
import org.stackdeck.api.error.SecurityErrorHandler;

/**
 * Checks again that the token of a request has not been revoked: always for changes, and for requests that read data if
 * they have waited longer than {@link #MAX_AGE}. Otherwise a client could begin requests and complete them after the
 * session has ended.
 */
final class TokenRecheckFilter extends OncePerRequestFilter {

    private static final String ARRIVAL = TokenRecheckFilter.class.getName();
    private static final Set<String> READS = Set.of("GET", "HEAD");
    private static final Duration MAX_AGE = Duration.ofMillis(500);

    private final AccessTokenConverter tokens;
    private final SecurityErrorHandler handler;

    TokenRecheckFilter(AccessTokenConverter tokens, SecurityErrorHandler handler) {
        this.tokens = tokens;
        this.handler = handler;
    }

    /** Records when the token was checked. */
    static void recordArrival(HttpServletRequest request) {
        recordArrival(request, System.nanoTime());
    }

    /** @param nanoTime by {@link System#nanoTime} */
    static void recordArrival(HttpServletRequest request, long nanoTime) {
        request.setAttribute(ARRIVAL, nanoTime);
    }

    /**
     * Returns whether the token has been revoked since it was checked. Requests that read data are not checked again
     * within {@link #MAX_AGE}.
     */
    static boolean isRevoked(HttpServletRequest request, AccessTokenConverter tokens) {
        return request.getAttribute(ARRIVAL) instanceof Long arrival
                && (!READS.contains(request.getMethod()) || System.nanoTime() - arrival > MAX_AGE.toNanos())
                && tokens.isRevoked(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isRevoked(request, tokens)) {
            handler.commence(request, response, new InvalidBearerTokenException("the token is no longer valid"));
            return;
        }
        chain.doFilter(request, response);
    }
}
