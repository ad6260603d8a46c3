package org.stackdeck.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.stackdeck.platform.LogContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogContextFilterTests {

    private final LoggerContext loggers = new LoggerContext();
    private final StructuredLogEncoder encoder = new StructuredLogEncoder();
    private @Nullable JsonNode line;

    @BeforeEach
    void logAsEcs() {
        loggers.setMDCAdapter(((LoggerContext) LoggerFactory.getILoggerFactory()).getMDCAdapter());
        loggers.putObject(
                Environment.class.getName(),
                new MockEnvironment().withProperty("spring.application.name", "stackdeck"));
        encoder.setContext(loggers);
        encoder.setFormat("ecs");
        encoder.start();
    }

    @Test
    void jsonLineHasTheIdsOfUserRequestAndOperation() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/servers");
        request.setRemoteUser("6f2c");

        new LogContextFilter().doFilter(request, new MockHttpServletResponse(), (_, _) -> {
            try (var _ = LogContext.OPERATION_ID.with("0a1b")) {
                line = log("Server \"web\" deleted");
            }
        });

        JsonNode json = Objects.requireNonNull(line);
        assertThat(json.at("/message").asString()).isEqualTo("Server \"web\" deleted");
        assertThat(json.at("/log/level").asString()).isEqualTo("INFO");
        assertThat(json.at("/service/name").asString()).isEqualTo("stackdeck");
        assertThat(json.at("/user/id").asString()).isEqualTo("6f2c");
        assertThat(json.at("/http/request/id").asString()).isEqualTo(request.getRequestId());
        assertThat(json.at("/stackdeck/operation/id").asString()).isEqualTo("0a1b");
    }

    @Test
    void anonymousRequestHasNoUser() throws Exception {
        new LogContextFilter()
                .doFilter(
                        new MockHttpServletRequest("GET", "/login"),
                        new MockHttpServletResponse(),
                        (_, _) -> line = log("failed"));

        assertThat(Objects.requireNonNull(line).has("user")).isFalse();
    }

    @Test
    void contextEndsWithTheRequest() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/servers");
        request.setRemoteUser("6f2c");

        new LogContextFilter().doFilter(request, new MockHttpServletResponse(), (_, _) -> {});

        assertThat(MDC.getCopyOfContextMap()).isIn(null, Map.of());
    }

    private JsonNode log(String message) throws IOException {
        Logger logger = loggers.getLogger("org.stackdeck");
        byte[] encoded =
                encoder.encode(new LoggingEvent(Logger.class.getName(), logger, Level.INFO, message, null, null));
        String text = new String(encoded, StandardCharsets.UTF_8);
        assertThat(text).endsWith("\n").hasLineCount(1);
        return new JsonMapper().readTree(text);
    }
}
