package org.stackdeck.web;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;
import org.stackdeck.platform.LogContext;
import org.stackdeck.platform.tracing.TraceParent;

/**
 * Records a span for each request of the REST API and for each message of a page, such as a click. Each span begins a
 * trace and links to the client's span: with its own trace ID, a client could cause the recording of its requests, and
 * add them to the traces of other users. Runs after authentication. Spans contain patterns of paths, not values from
 * the request.
 */
@Component
@Order(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 1)
class RequestTracingFilter extends OncePerRequestFilter {

    private static final String API = "/api/";

    private final Tracer tracer;

    RequestTracingFilter(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().startsWith(API) && !isPageMessage(request);
    }

    /**
     * Returns whether Vaadin's client sends events of a page. Reads only the query, because the body belongs to Vaadin.
     */
    private static boolean isPageMessage(HttpServletRequest request) {
        String query = request.getQueryString();
        return query != null && query.contains("v-r=uidl");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Span span = tracer.spanBuilder(request.getMethod())
                .setNoParent()
                .addLink(Span.fromContext(TraceParent.parse(request.getHeader(TraceParent.HEADER)))
                        .getSpanContext())
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", request.getMethod())
                .startSpan();
        if (!span.getSpanContext().isSampled()) {
            chain.doFilter(request, response);
            return;
        }
        try (var _ = span.makeCurrent();
                var _ = LogContext.TRACE_ID.with(span.getSpanContext().getTraceId())) {
            chain.doFilter(request, response);
            describe(request, response, span);
        } catch (IOException | ServletException | RuntimeException e) {
            span.setStatus(StatusCode.ERROR)
                    .setAttribute("error.type", e.getClass().getName());
            throw e;
        } finally {
            span.end();
        }
    }

    private static void describe(HttpServletRequest request, HttpServletResponse response, Span span) {
        Object pattern = isPageMessage(request)
                ? "page message"
                : request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (pattern != null) {
            span.updateName(request.getMethod() + " " + pattern).setAttribute("http.route", pattern.toString());
        }
        span.setAttribute("http.response.status_code", response.getStatus());
        if (request.getRemoteUser() != null) {
            span.setAttribute("user.id", request.getRemoteUser());
        }
        if (response.getStatus() >= 500) {
            span.setStatus(StatusCode.ERROR);
        }
    }
}
