package org.stackdeck.platform.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The value of the header {@value #HEADER} (W3C Trace Context), with which a trace continues elsewhere. */
public final class TraceParent {

    public static final String HEADER = "traceparent";

    private static final W3CTraceContextPropagator FORMAT = W3CTraceContextPropagator.getInstance();

    private TraceParent() {}

    /** Returns the value for the current span, 55 characters; null if the span is not recorded. */
    public static @Nullable String current() {
        if (!Span.current().getSpanContext().isSampled()) {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        FORMAT.inject(Context.current(), headers, (_, key, value) -> headers.put(key, value));
        return headers.get(HEADER);
    }

    /**
     * Returns a context with the span as the parent of new spans; without a span if the value is null or invalid.
     */
    public static Context parse(@Nullable String value) {
        return value == null ? Context.root() : FORMAT.extract(Context.root(), value, new OneHeader());
    }

    private static final class OneHeader implements TextMapGetter<String> {
        @Override
        public Iterable<String> keys(String value) {
            return Set.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String value, String key) {
            return key.equals(HEADER) ? value : null;
        }
    }
}
