package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests requests that a page of another origin can cause a browser to send to the running product. */
@Tag("jar")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossOriginTests {

    private static final String EVIL = "Origin: https://evil.example";

    private StackdeckProcess stackdeckProcess;
    private String session = "";

    @BeforeAll
    void start() {
        stackdeckProcess = SharedDemoStackdeck.forClass(getClass());
        try (HttpBrowser root = new HttpBrowser(stackdeckProcess.url())) {
            root.signIn("root");
            session = "Cookie: stackdeck-session=" + root.cookie("stackdeck-session");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"long-polling", "sse", "streaming", "jsonp", "polling"})
    void pushRejectsAnotherOriginByEveryTransport(String transport) {
        String push = "GET /VAADIN/push?v-r=push&v-uiId=0&v-pushId=x&X-Atmosphere-Transport=" + transport
                + "&X-Atmosphere-Framework=3.1.5 HTTP/1.1";

        RawHttp.Head foreign = RawHttp.head(stackdeckProcess.port(), push, session, EVIL);
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.all("Access-Control-Allow-Origin")).isEmpty();
        assertThat(foreign.all("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(RawHttp.head(
                                stackdeckProcess.port(),
                                push,
                                session,
                                "Sec-Fetch-Site: same-site",
                                "Sec-Fetch-Mode: no-cors")
                        .status())
                .as("a script element of a sibling domain, which sends no origin")
                .isEqualTo(403);

        RawHttp.Head own = RawHttp.head(stackdeckProcess.port(), push, session, "Origin: " + stackdeckProcess.url());
        assertThat(own.status()).isNotEqualTo(403);
        assertThat(own.all("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void webSocketRequiresTheOwnOrigin() {
        List<String> handshake = List.of(
                "GET /VAADIN/push?v-r=push&v-uiId=0&v-pushId=x&X-Atmosphere-Transport=websocket HTTP/1.1",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                session);
        assertThat(with(handshake, EVIL)).isEqualTo(403);
        assertThat(with(handshake, "X-None: x")).isEqualTo(403);
        assertThat(with(handshake, "Origin: " + stackdeckProcess.url())).isEqualTo(101);
    }

    private int with(List<String> head, String header) {
        String[] all = head.toArray(new String[head.size() + 1]);
        all[head.size()] = header;
        return RawHttp.head(stackdeckProcess.port(), all).status();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /servers",
                "GET /?v-r=init&location=servers",
                "POST /?v-r=uidl&v-uiId=0",
                "POST /login",
                "POST /passkey/options",
                "POST /logout",
                "OPTIONS /servers",
                "GET /VAADIN/dynamic/resource/0/a/b"
            })
    void everyKindOfRequestFromAnotherOriginIsRejected(String request) {
        for (String origin : List.of(
                EVIL,
                "Origin: null",
                "Origin: http://127.0.0.1:1",
                "Origin: https://127.0.0.1:" + stackdeckProcess.port(),
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site")) {
            assertThat(RawHttp.head(stackdeckProcess.port(), request + " HTTP/1.1", session, origin)
                            .status())
                    .as(origin)
                    .isEqualTo(403);
        }
    }

    @Test
    void linkOnAnotherSiteOpensThePage() {
        assertThat(RawHttp.head(
                                stackdeckProcess.port(),
                                "GET /servers HTTP/1.1",
                                session,
                                "Sec-Fetch-Site: cross-site",
                                "Sec-Fetch-Mode: navigate",
                                "Sec-Fetch-Dest: document")
                        .status())
                .isEqualTo(200);
        assertThat(RawHttp.head(
                                stackdeckProcess.port(),
                                "GET /servers HTTP/1.1",
                                session,
                                "Sec-Fetch-Site: cross-site",
                                "Sec-Fetch-Mode: navigate",
                                "Sec-Fetch-Dest: iframe")
                        .status())
                .isEqualTo(403);
    }

    /** A sibling domain can set cookies, so an attacker can inject a valid cookie together with its form token. */
    @Test
    void injectedPairOfTokensDoesNotSignInFromAnotherOrigin() {
        try (HttpBrowser attacker = new HttpBrowser(stackdeckProcess.url());
                HttpBrowser victim = new HttpBrowser(stackdeckProcess.url())) {
            String token = attacker.formToken("/login");
            victim.setCookie("stackdeck-csrf", attacker.cookie("stackdeck-csrf"));
            victim.withHeader("Origin", "http://sibling.example");

            HttpResponse<String> response =
                    victim.post("/login", token, Map.of("username", "root", "password", StackdeckProcess.PASSWORD));

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void pairOfTokensIsValidInItsOwnSessionOnly() {
        try (HttpBrowser attacker = new HttpBrowser(stackdeckProcess.url());
                HttpBrowser victim = new HttpBrowser(stackdeckProcess.url())) {
            String anonymousToken = attacker.formToken("/login");
            String anonymousCookie = attacker.cookie("stackdeck-csrf");
            attacker.signIn("root");
            String signedInToken = attacker.formToken("/password");
            String signedInCookie = attacker.cookie("stackdeck-csrf");
            victim.signIn("root");

            assertThat(changePassword(victim, anonymousCookie, anonymousToken)).endsWith("/password?stale");
            assertThat(changePassword(victim, signedInCookie, signedInToken)).endsWith("/password?stale");
            assertThat(changePassword(attacker, signedInCookie, signedInToken))
                    .as("in its own session the form is processed")
                    .isEmpty();
        }
    }

    private static String changePassword(HttpBrowser httpBrowser, String cookie, String token) {
        httpBrowser.setCookie("stackdeck-csrf", cookie);
        return httpBrowser
                .post("/password", token, Map.of("current", "not the password", "password", "short"))
                .headers()
                .firstValue("Location")
                .orElse("");
    }

    @Test
    void signInRedirectsToNormalizedPathsOnly() {
        try (HttpBrowser root = new HttpBrowser(stackdeckProcess.url())) {
            HttpResponse<String> response = root.submitForm(
                    "/login", Map.of("username", "root", "password", StackdeckProcess.PASSWORD, "next", "/..//x"));
            assertThat(response.statusCode()).isEqualTo(302);
            assertThat(response.headers().firstValue("Location"))
                    .hasValueSatisfying(location ->
                            assertThat(URI.create(location).getPath()).isEqualTo("/"));
        }
    }
}
