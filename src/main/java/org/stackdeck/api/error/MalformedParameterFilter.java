package org.stackdeck.api.error;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.stackdeck.platform.HttpRequestPath;

/**
 * Rejects page requests with a query or form that cannot be decoded, and REST API requests with a query that cannot be
 * decoded. Otherwise, Tomcat throws an exception at the first access to a parameter, anywhere in the code. The response
 * has no error page, because an error page also accesses parameters.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 12)
class MalformedParameterFilter extends OncePerRequestFilter {

    private final SecurityErrorHandler handler;

    MalformedParameterFilter(SecurityErrorHandler handler) {
        this.handler = handler;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (HttpRequestPath.isApi(request)) {
            // The REST API does not read forms. Tomcat does not parse a body whose stream was requested.
            request.getInputStream();
        }
        if (isDecodable(request)) {
            chain.doFilter(request, response);
        } else if (HttpRequestPath.isApi(request)) {
            handler.write(HttpStatus.BAD_REQUEST, "http-400", request, response);
        } else {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
        }
    }

    private static boolean isDecodable(HttpServletRequest request) {
        try {
            request.getParameterMap();
            return true;
        } catch (InvalidParameterException _) {
            return false;
        }
    }
}
