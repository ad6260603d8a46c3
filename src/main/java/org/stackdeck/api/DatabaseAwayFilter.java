package org.stackdeck.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.stackdeck.platform.DatabaseFailures;
import org.stackdeck.platform.RequestPath;

/** Returns 503 when the database is unavailable, which is usually detected when the token's user is loaded. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 11)
class DatabaseAwayFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseAwayFilter.class);

    private final SecurityProblems problems;

    DatabaseAwayFilter(SecurityProblems problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !RequestPath.api(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            if (response.isCommitted() || !DatabaseFailures.away(e)) {
                throw e;
            }
            // The database monitor has already logged it.
            LOG.debug("{} {}: the database is unavailable", request.getMethod(), request.getRequestURI());
            response.resetBuffer();
            response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(DatabaseFailures.RETRY_AFTER));
            problems.write(HttpStatus.SERVICE_UNAVAILABLE, "database-away", request, response);
        }
    }
}
