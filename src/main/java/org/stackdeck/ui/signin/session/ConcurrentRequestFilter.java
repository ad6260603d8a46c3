package org.stackdeck.ui.signin.session;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits the requests of a user that are processed at the same time, over all sessions. Others wait for their turn. Flow
 * processes one request of a session at a time, but a user with many sessions could otherwise occupy all processors.
 */
public final class ConcurrentRequestFilter extends OncePerRequestFilter {

    static final int MAX_CONCURRENT = 4;

    /** More than the pages that a user can have open, each of which sends one request at a time. */
    static final int MAX_WAITING = 100;

    private final Duration timeout;
    private final Map<String, UserRequests> byUser = new ConcurrentHashMap<>();

    /** @param timeout how long a request waits for its turn before it is refused */
    public ConcurrentRequestFilter(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRemoteUser() == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String user = request.getRemoteUser();
        UserRequests requests = byUser.compute(user, (_, present) -> {
            UserRequests own = present == null ? new UserRequests() : present;
            own.count.incrementAndGet();
            return own;
        });
        try {
            if (!requests.tryStart(timeout)) {
                response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
                response.setHeader(HttpHeaders.RETRY_AFTER, "1");
                return;
            }
            try {
                chain.doFilter(request, response);
            } finally {
                requests.permits.release();
            }
        } finally {
            byUser.computeIfPresent(user, (_, own) -> own.count.decrementAndGet() == 0 ? null : own);
        }
    }

    private static final class UserRequests {

        private final Semaphore permits = new Semaphore(MAX_CONCURRENT, true);
        /** Running and waiting requests. */
        private final AtomicInteger count = new AtomicInteger();

        boolean tryStart(Duration timeout) throws InterruptedIOException {
            try {
                return count.get() <= MAX_CONCURRENT + MAX_WAITING
                        && permits.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for other requests of the user");
            }
        }
    }
}
