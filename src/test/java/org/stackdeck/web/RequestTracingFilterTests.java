package org.stackdeck.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.servlet.FilterChain;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;
import org.stackdeck.platform.tracing.RecordedSpans;

class RequestTracingFilterTests {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final RecordedSpans spans = new RecordedSpans();
    private final RequestTracingFilter filter = new RequestTracingFilter(spans.tracer());
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void requestOfTheApiBeginsATraceThatLinksToItsClient() throws Exception {
        MockHttpServletRequest request = request("POST", "/api/os/servers/west/4f/action");
        request.addHeader("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/api/os/servers/{cloud}/{id}/action");
        request.setRemoteUser("6f2c");
        response.setStatus(202);

        send(request);

        SpanData span = spans.all().getFirst();
        assertThat(span.getName()).isEqualTo("POST /api/os/servers/{cloud}/{id}/action");
        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(span.getTraceId()).isNotEqualTo(TRACE);
        assertThat(span.getLinks())
                .extracting(LinkData::getSpanContext)
                .extracting(SpanContext::getTraceId, SpanContext::getSpanId)
                .containsExactly(tuple(TRACE, "b7ad6b7169203331"));
        assertThat(span.getAttributes().asMap())
                .containsEntry(AttributeKey.longKey("http.response.status_code"), 202L)
                .containsEntry(AttributeKey.stringKey("user.id"), "6f2c");
    }

    @Test
    void invalidSpanOfTheClientIsIgnored() throws Exception {
        MockHttpServletRequest request = request("GET", "/api/os/servers");
        request.addHeader("traceparent", "00-zz-01");

        send(request);

        assertThat(spans.all().getFirst().getLinks()).isEmpty();
    }

    @Test
    void messageOfAPageHasATraceWhoseIdIsInTheLog() throws Exception {
        MockHttpServletRequest request = request("POST", "/");
        request.setQueryString("v-r=uidl&v-uiId=0");
        List<String> logged = new ArrayList<>();

        filter.doFilter(request, response, (_, _) -> {
            logged.add(MDC.get("trace.id"));
            assertThat(Span.current().isRecording()).isTrue();
        });

        SpanData span = spans.all().getFirst();
        assertThat(span.getName()).isEqualTo("POST page message");
        assertThat(logged).containsExactly(span.getTraceId());
        assertThat(MDC.get("trace.id")).isNull();
    }

    @Test
    void otherRequestsAreNotTraced() throws Exception {
        send(request("GET", "/servers"));
        send(request("GET", "/actuator/health"));

        assertThat(spans.all()).isEmpty();
    }

    @Test
    void failureIsMarkedWithoutItsMessage() {
        FilterChain failing = (_, _) -> {
            throw new IllegalStateException("password secret");
        };

        assertThatThrownBy(() -> filter.doFilter(request("GET", "/api/os/servers"), response, failing))
                .isInstanceOf(IllegalStateException.class);

        SpanData span = spans.all().getFirst();
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.toString()).doesNotContain("secret");
    }

    private void send(MockHttpServletRequest request) throws Exception {
        filter.doFilter(request, response, (_, _) -> {});
    }

    private static MockHttpServletRequest request(String method, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setServletPath(path);
        return request;
    }
}
