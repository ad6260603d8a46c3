package org.stackdeck.cloud.openstack.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.stackdeck.cloud.CloudException;

/** Records the requests to one service of one cloud: their duration, and a span for each if a trace caused it. */
public final class ServiceMetrics {

    /** The name and the tags with dots are those of OpenTelemetry's semantic conventions for HTTP. */
    static final String REQUESTS = "http.client.request.duration";

    /** Upper limits of the histogram's buckets. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final Tags tags;
    private final Tracer tracer;

    ServiceMetrics(MeterRegistry registry, Tags tags, Tracer tracer) {
        this.registry = registry;
        this.tags = tags;
        this.tracer = tracer;
    }

    /** Sends a request and records its duration, with the status or the category of the failure. */
    ServiceResponse record(ServiceRequest request, Supplier<ServiceResponse> exchange) {
        long start = registry.config().clock().monotonicTime();
        String status = NONE;
        String error = NONE;
        Span span = startSpan(request);
        try {
            ServiceResponse response = exchange.get();
            status = String.valueOf(response.status());
            describe(response, span);
            return response;
        } catch (RuntimeException e) {
            error = e instanceof CloudException cloud
                    ? cloud.category().name().toLowerCase(Locale.ROOT)
                    : e.getClass().getName();
            span.setStatus(StatusCode.ERROR).setAttribute("error.type", error);
            throw e;
        } finally {
            span.end();
            Timer.builder(REQUESTS)
                    .tags(tags)
                    .tags("http.request.method", request.method(), "http.response.status_code", status)
                    .tags("error.type", error)
                    .description("duration of the requests to OpenStack")
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry)
                    .record(Duration.ofNanos(registry.config().clock().monotonicTime() - start));
        }
    }

    /** Starts a span with the attributes of OpenTelemetry's conventions. Polls, which no trace causes, have none. */
    private Span startSpan(ServiceRequest request) {
        if (!Span.current().getSpanContext().isSampled()) {
            return Span.getInvalid();
        }
        String path = request.pathWithoutNames();
        Span span = tracer.spanBuilder(request.method() + " " + path)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("http.request.method", request.method())
                .setAttribute("server.address", request.uri().getHost())
                .setAttribute("url.path", path)
                .startSpan();
        tags.forEach(tag -> span.setAttribute("stackdeck." + tag.getKey(), tag.getValue()));
        return span;
    }

    private static void describe(ServiceResponse response, Span span) {
        span.setAttribute("http.response.status_code", response.status());
        response.requestId().ifPresent(id -> span.setAttribute("openstack.request_id", id));
        if (!response.isSuccessful()) {
            span.setStatus(StatusCode.ERROR);
        }
    }
}
