package org.stackdeck.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.filter.OncePerRequestFilter;
import org.stackdeck.api.auth.AccessTokenPrincipal;
import org.stackdeck.api.error.SecurityErrorHandler;
import org.stackdeck.identity.factor.SecondFactorStatusService.MissingStep;
import org.stackdeck.identity.session.LoginSessionAuthorityMapper;
import org.stackdeck.platform.RequestConcurrencyLimiter;

/**
 * Limits the requests of a user that are processed at the same time; further requests wait. A user with many
 * connections could otherwise occupy all processors.
 */
final class ApiUserConcurrencyFilter extends OncePerRequestFilter {

    static final int MAX_CONCURRENT = 4;

    /**
     * Maximum number of waiting requests per user. Equal to the default maximum number of connections per client
     * address, because a refused client would repeat its request immediately.
     */
    private static final int MAX_WAITING = 1000;

    private final RequestConcurrencyLimiter limiter = new RequestConcurrencyLimiter(MAX_CONCURRENT, MAX_WAITING);
    private final SecurityErrorHandler handler;
    private final Duration timeout;

    /** @param timeout maximum waiting time of a request */
    ApiUserConcurrencyFilter(SecurityErrorHandler handler, Duration timeout) {
        this.handler = handler;
        this.timeout = timeout;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getUserPrincipal() == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        TokenRecheckFilter.recordArrival(request);
        boolean processed = limiter.process(
                key((Authentication) request.getUserPrincipal()), System.nanoTime() + timeout.toNanos(), () -> {
                    chain.doFilter(request, response);
                    return true;
                });
        if (!processed) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            handler.write(HttpStatus.TOO_MANY_REQUESTS, "too-many-concurrent-requests", request, response);
        }
    }

    /**
     * Returns the ID of the user. If the session lacks a required second factor, returns the ID of the session, so that
     * the session cannot delay other requests of the user.
     */
    private static String key(Authentication authentication) {
        return LoginSessionAuthorityMapper.missingStep(authentication) != MissingStep.NOTHING
                        && authentication.getPrincipal() instanceof AccessTokenPrincipal principal
                ? principal.session().toString()
                : authentication.getName();
    }
}
