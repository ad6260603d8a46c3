package org.stackdeck.api.error;

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
import org.stackdeck.platform.HttpRequestPath;
import org.stackdeck.platform.database.DatabaseUnavailableClassifier;

/** Returns 503 if the database is unavailable. The failure usually occurs when the token's user is loaded. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 11)
public class ApiDatabaseUnavailableFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(ApiDatabaseUnavailableFilter.class);

    private final SecurityErrorHandler handler;

    ApiDatabaseUnavailableFilter(SecurityErrorHandler handler) {
        this.handler = handler;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpRequestPath.isApi(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            if (response.isCommitted() || !DatabaseUnavailableClassifier.isUnavailable(e)) {
                throw e;
            }
            // The database monitor has already logged the failure.
            LOG.debug("{} {}: the database is unavailable", request.getMethod(), request.getRequestURI());
            response.resetBuffer();
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, Integer.toString(DatabaseUnavailableClassifier.RETRY_AFTER_SECONDS));
            handler.write(
                    HttpStatus.SERVICE_UNAVAILABLE, DatabaseUnavailableClassifier.problemCode(e), request, response);
        }
    }
}
