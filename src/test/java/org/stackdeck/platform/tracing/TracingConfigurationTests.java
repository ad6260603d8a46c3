package org.stackdeck.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.platform.startup.StartupException;
import org.stackdeck.platform.tracing.TracingConfiguration.Tracing;

class TracingConfigurationTests {

    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final TracingConfiguration configuration = new TracingConfiguration();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer collector;

    @BeforeEach
    void startCollector() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void stopCollector() {
        collector.stop(0);
    }

    @Test
    void spansAreExportedAtTheLatestWhenStackdeckStops() {
        try (Tracing tracing = configuration.tracing(new TracingProperties(endpoint(), 1))) {
            configuration.tracer(tracing).spanBuilder("stop SERVER").startSpan().end();
        }

        assertThat(received).singleElement().asString().contains("stop SERVER", "service.name", "stackdeck");
    }

    @Test
    void traceContinuesFromItsStoredParent() {
        try (Tracing tracing = configuration.tracing(new TracingProperties(endpoint(), 1))) {
            Span span = configuration
                    .tracer(tracing)
                    .spanBuilder("track")
                    .setParent(TraceParent.parse(PARENT))
                    .startSpan();
            try (var _ = span.makeCurrent()) {
                assertThat(TraceParent.current())
                        .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-"
                                + span.getSpanContext().getSpanId() + "-01");
            }
        }
    }

    @Test
    void nothingIsRecordedWithoutAnEndpoint() {
        try (Tracing tracing = configuration.tracing(new TracingProperties(null, 1))) {
            Span span = configuration.tracer(tracing).spanBuilder("click").startSpan();
            try (var _ = span.makeCurrent()) {
                assertThat(TraceParent.current()).isNull();
            }
        }
    }

    @Test
    void sampleRatioAppliesDespiteASampledParent() {
        try (Tracing tracing = configuration.tracing(new TracingProperties(endpoint(), 0))) {
            Span span = configuration
                    .tracer(tracing)
                    .spanBuilder("click")
                    .setParent(TraceParent.parse(PARENT))
                    .startSpan();
            assertThat(span.isRecording()).isFalse();
        }
        assertThat(received).isEmpty();
    }

    @Test
    void invalidParentIsIgnored() {
        assertThat(Span.fromContext(TraceParent.parse("00-zz-01"))
                        .getSpanContext()
                        .isValid())
                .isFalse();
        assertThat(TraceParent.parse(null)).isSameAs(Context.root());
    }

    @Test
    void endpointThatIsNoHttpAddressIsNamed() {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> configuration.tracing(new TracingProperties(URI.create("collector:4318"), 1)))
                .withMessageContaining("STACKDECK_TRACING_ENDPOINT")
                .withMessageContaining("http://localhost:4318/v1/traces");
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces");
    }
}
