package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that anonymous visitors of the built product get no sessions. Flow creates sessions at a level that mocks do
 * not cover.
 */
@Tag("jar")
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
            "/VAADIN/push?v-r=push&v-uiId=0",
            "/VAADIN/dynamic/resource/0/a/b",
            "/?v-r=init&location=servers",
            "/?v-r=push&v-uiId=0",
            "/?v-r=heartbeat&v-uiId=0",
            "/actuator/health",
            "/actuator/env",
            "/error",
            "/api/os/servers");

    @TempDir
    Path directory;

    @Test
    void thousandAnonymousVisitorsCreateNoSession() throws IOException, InterruptedException {
        try (var stackdeckProcess = StackdeckProcess.withDemoCloud(directory);
                HttpClient visitor = HttpClient.newHttpClient()) {
            stackdeckProcess.setUp("root");
            for (int i = 0; i < 1000; i++) {
                URI address = URI.create(stackdeckProcess.url() + PATHS.get(i % PATHS.size()));
                HttpResponse<String> answer =
                        visitor.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.headers().allValues("Set-Cookie"))
                        .as(address.toString())
                        .noneMatch(cookie -> cookie.startsWith("stackdeck-session"));
            }
        }
    }
}
