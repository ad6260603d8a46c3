package org.stackdeck.ui.signin.security;

import com.vaadin.flow.shared.ApplicationConstants;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.stackdeck.ui.vaadin.FlowRequests;

/**
 * Rejects requests that load a page or open its push connection if their query is too long. Also rejects requests of a
 * loaded page whose page ID is not a number, because Flow would report them as internal errors.
 *
 * <p>The first request of a loaded page contains the query twice, encoded again, and its referrer contains the query a
 * third time. Without the limit, that request could exceed the limit of Tomcat or of a proxy, and the page would report
 * a lost connection.
 */
class PageQueryLimitFilter extends OncePerRequestFilter {

    /** Maximum length of the encoded query, in characters. The longest search, 200 Chinese characters, has 1,800. */
    private static final int MAX_LENGTH = 2_000;

    private static final Pattern PAGE_ID = Pattern.compile("-?[0-9]{1,9}");

    /** Maximum length of the query of a push request. Its parameters are kept while the connection is open. */
    private static final int MAX_PUSH_LENGTH = 1_000;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = request.getQueryString();
        String type = FlowRequests.type(request);
        if (query != null && query.length() > maxLength(type)) {
            response.sendError(HttpStatus.URI_TOO_LONG.value());
        } else if (type != null && !hasValidPageId(request)) {
            response.sendError(HttpStatus.BAD_REQUEST.value());
        } else {
            chain.doFilter(request, response);
        }
    }

    /**
     * Returns the maximum length of the query for a request type. For other requests of a loaded page, only the limit
     * of Tomcat applies.
     */
    private static int maxLength(@Nullable String type) {
        if (type == null) {
            return MAX_LENGTH;
        }
        return type.equals(ApplicationConstants.REQUEST_TYPE_PUSH) ? MAX_PUSH_LENGTH : Integer.MAX_VALUE;
    }

    private static boolean hasValidPageId(HttpServletRequest request) {
        String id = request.getParameter(ApplicationConstants.UI_ID_PARAMETER);
        return id == null || PAGE_ID.matcher(id).matches();
    }
}
