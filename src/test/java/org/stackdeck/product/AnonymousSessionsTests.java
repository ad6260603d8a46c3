package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Tests that anonymous visitors of the built product get no sessions. Flow creates sessions at a level that mocks do
 * not cover.
 */
@Tag("jar")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnonymousSessionsTests {

    private static final List<String> PATHS = List.of(
            "/",
            "/login",
            "/register",
            "/register?invitation=x",
            "/register?invitation=" + "x".repeat(43),
            "/setup",
            "/waiting",
            "/waiting/standing",
            "/reset",
            "/password",
            "/servers",
            "/nothing/here",
            "/favicon.ico",
            "/manifest.webmanifest",
            "/sw.js",
            "/frontend/css/tokens.css",
            "/frontend/none.css",
            "/aura/none",
            "/VAADIN/build/none.js",
            "/VAADIN/push?v-r=push&v-uiId=0",
            "/VAADIN/dynamic/resource/0/a/b",
            "/?v-r=init&location=servers",
            "/?v-r=push&v-uiId=0",
            "/?v-r=heartbeat&v-uiId=0",
            "/actuator/health",
            "/actuator/env",
            "/error",
            "/api/os/servers");

    private static final int REQUESTS = 4 * PATHS.size();

    private static final Pattern PREFETCH = Pattern.compile("<link rel=\"prefetch\"[^>]* href=\"([^\"]+)\"");

    private StackdeckProcess stackdeckProcess;

    @BeforeAll
    void start() {
        stackdeckProcess = SharedDemoStackdeck.forClass(getClass());
    }

    @Test
    void modulesThatTheSignInPageLoadsInAdvanceAreAvailable() throws IOException, InterruptedException {
        try (HttpClient visitor = HttpClient.newHttpClient()) {
            List<String> modules = PREFETCH.matcher(get(visitor, "/login").body())
                    .results()
                    .map(link -> link.group(1))
                    .toList();

            assertThat(modules).hasSizeGreaterThan(5);
            for (String module : modules) {
                HttpResponse<String> response = get(visitor, module);
                assertThat(response.statusCode()).as(module).isEqualTo(200);
                assertThat(response.headers().firstValue("Cache-Control"))
                        .hasValueSatisfying(value -> assertThat(value).contains("max-age="));
                assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
            }
            assertThat(get(visitor, "/VAADIN/build/none.js").statusCode()).isEqualTo(401);
        }
    }

    private HttpResponse<String> get(HttpClient visitor, String path) throws IOException, InterruptedException {
        return visitor.send(
                HttpRequest.newBuilder(URI.create(stackdeckProcess.url() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void anonymousVisitorsCreateNoSession() throws IOException, InterruptedException {
        try (HttpClient visitor = HttpClient.newHttpClient()) {
            for (int i = 0; i < REQUESTS; i++) {
                String path = PATHS.get(i % PATHS.size());
                assertThat(get(visitor, path).headers().allValues("Set-Cookie"))
                        .as(path)
                        .noneMatch(cookie -> cookie.startsWith("stackdeck-session"));
            }
        }
    }
}
