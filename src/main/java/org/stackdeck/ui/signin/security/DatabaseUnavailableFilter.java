package org.stackdeck.ui.signin.security;

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
import org.stackdeck.ui.vaadin.ReportingErrorHandler;

/**
 * Responds with 503 to requests outside the REST API that fail because the database is unavailable. Browsers show the
 * error page of that status; open pages retry automatically.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 11)
public class DatabaseUnavailableFilter extends OncePerRequestFilter {

    /** Attribute of the request, and of the form, with the key of the message. */
    public static final String PROBLEM = "databaseProblem";

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseUnavailableFilter.class);

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return HttpRequestPath.isApi(request);
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
            // The database monitor has logged the cause.
            LOG.debug("{} {}: the database is unavailable", request.getMethod(), request.getRequestURI());
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, Integer.toString(DatabaseUnavailableClassifier.RETRY_AFTER_SECONDS));
            request.setAttribute(PROBLEM, ReportingErrorHandler.databaseProblemKey(e));
            response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
        }
    }
}
