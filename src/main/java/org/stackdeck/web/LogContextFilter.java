package org.stackdeck.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.stackdeck.platform.LogContext;

/** Adds the IDs of the request and of its user to the context of log messages. Runs after authentication. */
@Component
@Order(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 2)
class LogContextFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (var _ = LogContext.REQUEST_ID.with(request.getRequestId())) {
            String user = request.getRemoteUser();
            if (user == null) {
                chain.doFilter(request, response);
                return;
            }
            try (var _ = LogContext.USER_ID.with(user)) {
                chain.doFilter(request, response);
            }
        }
    }
}
