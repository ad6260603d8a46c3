package org.stackdeck.platform.tracing;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;

/** A tracer that keeps all spans. */
public final class RecordedSpans {

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final Tracer tracer = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build()
            .get("test");

    public Tracer tracer() {
        return tracer;
    }

    /** Returns the ended spans, in the order of their ends. */
    public List<SpanData> all() {
        return exporter.getFinishedSpanItems();
    }

    /** Returns the ended spans of a trace, in the order of their ends. */
    public List<SpanData> of(String traceId) {
        return all().stream().filter(span -> span.getTraceId().equals(traceId)).toList();
    }
}
