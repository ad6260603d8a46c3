package org.stackdeck.ui.signin.security;

import com.vaadin.flow.shared.ApplicationConstants;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects requests for pages if the query is too long. The first request that a loaded page sends contains the query
 * twice, encoded again, and its referrer contains it a third time. Without this limit, that request could exceed the
 * limit of Tomcat or of a proxy, and the page would report a lost connection.
 */
class QueryLengthFilter extends OncePerRequestFilter {

    /** Maximum length of the encoded query, in characters. The longest search, 200 Chinese characters, has 1,800. */
    private static final int MAX_LENGTH = 2_000;

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getParameter(ApplicationConstants.REQUEST_TYPE_PARAMETER) != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = request.getQueryString();
        if (query != null && query.length() > MAX_LENGTH) {
            response.sendError(HttpStatus.URI_TOO_LONG.value());
        } else {
            chain.doFilter(request, response);
        }
    }
}
