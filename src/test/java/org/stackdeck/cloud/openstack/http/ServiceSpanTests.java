package org.stackdeck.cloud.openstack.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.platform.tracing.RecordedSpans;

class ServiceSpanTests {

    private static final ServiceRequest REQUEST = new ServiceRequest(
            "POST",
            URI.create("http://nova.example:8774/v2.1/servers/4f/action?token=secret"),
            Map.of("X-Auth-Token", "secret"),
            "{\"adminPass\":\"secret\"}");

    private final RecordedSpans spans = new RecordedSpans();
    private final ServiceMetrics nova = new CloudMetrics(new SimpleMeterRegistry(), spans.tracer())
            .serviceMetrics(new CloudName("west"), "compute");

    @Test
    void requestOfATraceHasASpanWithTheRequestIdOfTheService() {
        inTrace(() -> response(202, "req-7f"));

        assertThat(requestSpan().getAttributes().asMap())
                .containsEntry(AttributeKey.stringKey("openstack.request_id"), "req-7f")
                .containsEntry(AttributeKey.stringKey("server.address"), "nova.example")
                .containsEntry(AttributeKey.longKey("http.response.status_code"), 202L)
                .containsEntry(AttributeKey.stringKey("stackdeck.cloud"), "west")
                .containsEntry(AttributeKey.stringKey("stackdeck.service"), "compute");
        assertThat(spans.all().toString()).doesNotContain("secret");
    }

    @Test
    void failedRequestIsMarked() {
        CloudException timeout = new CloudException(Category.TIMEOUT, "nova.example did not respond");

        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> inTrace(() -> {
                    throw timeout;
                }));

        assertThat(requestSpan().getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("timeout");
    }

    @Test
    void requestWithoutATraceHasNoSpan() {
        nova.record(REQUEST, () -> response(200, "req-8a"));

        assertThat(spans.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/servers/4f/tags/secret%2Fteam, /servers/4f/tags/*",
        "/servers/4f/metadata/secret, /servers/4f/metadata/*",
        "/os-keypairs/secret, /os-keypairs/*",
        "/servers/4f/metadata, /servers/4f/metadata"
    })
    void spanDoesNotContainNames(String path, String expected) {
        inTrace(
                ServiceRequest.get(URI.create("http://nova.example:8774/v2.1" + path), Map.of()),
                () -> response(200, "req-9b"));

        assertThat(requestSpan().getName()).isEqualTo("GET /v2.1" + expected);
        assertThat(requestSpan().getAttributes().get(AttributeKey.stringKey("url.path")))
                .isEqualTo("/v2.1" + expected);
    }

    private void inTrace(Supplier<ServiceResponse> exchange) {
        inTrace(REQUEST, exchange);
    }

    private void inTrace(ServiceRequest request, Supplier<ServiceResponse> exchange) {
        Span parent = spans.tracer().spanBuilder("operation").startSpan();
        try (var _ = parent.makeCurrent()) {
            nova.record(request, exchange);
        }
    }

    /** Returns the only ended span, which must have a parent. */
    private SpanData requestSpan() {
        assertThat(spans.all()).hasSize(1);
        SpanData span = spans.all().getFirst();
        assertThat(span.getParentSpanContext().isValid()).isTrue();
        return span;
    }

    private static ServiceResponse response(int status, String requestId) {
        return new ServiceResponse(
                status,
                HttpHeaders.of(Map.of("x-openstack-request-id", List.of(requestId)), (_, _) -> true),
                new byte[0]);
    }
}
