package org.stackdeck.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.stackdeck.platform.HttpRequestPath;

/**
 * Rejects request bodies of pages and forms that are too large or exceed the {@link RequestBodyBudget}, before Tomcat
 * or Flow allocates memory for them. Requires a {@code Content-Length}, which all browsers send. Shows no error page,
 * because the error page would access parameters, and the first access reads the body. Does not apply to uploads of
 * images, which are streamed.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class PageRequestBodyFilter extends OncePerRequestFilter {

    /**
     * Maximum size of a body, in bytes. Sufficient for the longest user data and passkey responses, encoded as JSON or
     * as a form.
     */
    private static final int MAX_BODY_SIZE = 256 * 1024;

    private final RequestBodyBudget budget;

    PageRequestBodyFilter(RequestBodyBudget budget) {
        this.budget = budget;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return HttpRequestPath.isApi(request) || isUpload(request);
    }

    /**
     * Returns whether the request uploads an image of known length. Without a length, the receiver would not recognize
     * the end of the data.
     */
    private static boolean isUpload(HttpServletRequest request) {
        return HttpRequestPath.isImageUpload(request) && request.getContentLengthLong() >= 0;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long length = request.getContentLengthLong();
        if (length < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            response.setStatus(HttpStatus.LENGTH_REQUIRED.value());
            return;
        }
        if (length > MAX_BODY_SIZE) {
            response.setStatus(HttpStatus.CONTENT_TOO_LARGE.value());
            return;
        }
        String address = request.getRemoteAddr();
        String session = length > RequestBodyBudget.SMALL_BODY_SIZE ? sessionId(request) : "";
        if (!budget.reserve(length, address, session)) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            budget.release(length, address, session);
        }
    }

    private static String sessionId(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? "" : session.getId();
    }
}
