package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests requests to the running product that wait while an administrator ends their session. */
@Tag("jar")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndedSessionMarkerTests {

    private static final String OTHER_PASSWORD = "another long walk in the evening";

    private StackdeckProcess stackdeckProcess;
    private JsonHttpClient root;

    @BeforeAll
    void start() {
        stackdeckProcess = SharedDemoStackdeck.forClass(getClass());
        root = stackdeckProcess.rest("root");
    }

    /** With the parameter {@code v-r}, any request waits for the messages of the session's pages. */
    @ParameterizedTest
    @CsvSource({"ann, uidl, sessions", "ben, heartbeat, sessions", "cat, uidl, disable"})
    void waitingPasswordChangeIsRefusedAfterTheEndOfItsSession(String user, String type, String end)
            throws IOException {
        stackdeckProcess.createMember(root, user);
        String cookie;
        String token;
        try (HttpBrowser browser = new HttpBrowser(stackdeckProcess.url())) {
            browser.signIn(user);
            new FlowPageClient(browser, "servers");
            token = browser.formToken("/password");
            cookie = "Cookie: stackdeck-session=" + browser.cookie("stackdeck-session") + "; stackdeck-csrf="
                    + browser.cookie("stackdeck-csrf") + "\r\nOrigin: "
                    + stackdeckProcess.url();
        }

        try (Socket message = waitingRequest("POST /?v-r=uidl&v-uiId=0", cookie, 2, "{");
                Socket change = waitingRequest(
                        "POST /password?v-r=" + type + "&_csrf=" + encoded(token) + "&current="
                                + encoded(StackdeckProcess.PASSWORD) + "&password=" + encoded(OTHER_PASSWORD),
                        cookie,
                        0,
                        "")) {
            if (end.equals("sessions")) {
                root.delete("/api/admin/users/" + user + "/sessions").expect(204);
            } else {
                root.post("/api/admin/users/" + user + "/disable", Map.of()).expect(200);
            }
            RawHttp.write(message, "}");

            assertThat(RawHttp.read(change).status()).isEqualTo(401);
        }
        if (end.equals("disable")) {
            root.post("/api/admin/users/" + user + "/enable", Map.of()).expect(200);
        }
        stackdeckProcess
                .rest()
                .post("/api/auth/login", Map.of("username", user, "password", StackdeckProcess.PASSWORD))
                .expect(200);
    }

    @Test
    void changeWhoseBodyFollowsTheLogoutIsRefused() throws IOException {
        JsonHttpClient rest = stackdeckProcess.rest();
        stackdeckProcess.createMember(root, "dan");
        String token = rest.post("/api/auth/login", Map.of("username", "dan", "password", StackdeckProcess.PASSWORD))
                .expect(200)
                .body()
                .path("token")
                .asString();
        String body = "{\"name\":\"laptop\"}";
        try (Socket socket = RawHttp.open("127.0.0.1", stackdeckProcess.port())) {
            RawHttp.write(
                    socket,
                    "POST /api/keys HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(stackdeckProcess.port(), token, body.length(), body.substring(0, 5)));
            rest.withHeader("Authorization", "Bearer " + token)
                    .post("/api/auth/logout", Map.of())
                    .expect(204);
            RawHttp.write(socket, body.substring(5));

            assertThat(RawHttp.read(socket).status()).isEqualTo(401);
        }
        assertThat(stackdeckProcess
                        .rest("dan")
                        .get("/api/keys")
                        .expect(200)
                        .body()
                        .toString())
                .doesNotContain("laptop");
    }

    /** Sends a request and checks that it gets no response within half a second. */
    private Socket waitingRequest(String line, String headers, int length, String body) throws IOException {
        Socket socket = RawHttp.open("127.0.0.1", stackdeckProcess.port());
        int patience = socket.getSoTimeout();
        RawHttp.write(
                socket,
                "%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(line, stackdeckProcess.port(), headers, length, body));
        socket.setSoTimeout(500);
        assertThatExceptionOfType(SocketTimeoutException.class)
                .as(line)
                .isThrownBy(() -> socket.getInputStream().read());
        socket.setSoTimeout(patience);
        return socket;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
