package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that the running product derives links, passkeys and cookies from its public URL, and not from the {@code Host}
 * header.
 */
@Tag("jar")
class PublicUrlTests {

    private static final String HTTPS = "X-Forwarded-Proto: https";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern COOKIE = Pattern.compile("Set-Cookie: (__Host-stackdeck-csrf=[^;]+)");

    @TempDir
    Path directory;

    @Test
    void linksPasskeysAndCookiesFollowThePublicUrl() {
        Map<String, String> settings = Map.of(
                "STACKDECK_PUBLIC_URL", "https://Stackdeck.example/", "SERVER_FORWARD_HEADERS_STRATEGY", "native");
        try (var stackdeckProcess = StackdeckProcess.withDemoCloud(directory, settings)) {
            JsonHttpClient root = stackdeckProcess.setUp("root");
            assertThat(link(stackdeckProcess, root)).startsWith("https://stackdeck.example/register?invitation=");

            String login = RawHttp.exchange(stackdeckProcess.port(), "", "GET /login HTTP/1.1", HTTPS);
            assertThat(cookies(login))
                    .anyMatch(cookie -> isHostOnly(cookie, "__Host-stackdeck-csrf"))
                    .noneMatch(cookie -> cookie.startsWith("stackdeck-csrf"));
            assertThat(login).contains("Strict-Transport-Security: max-age=31536000");

            String cookie = "Cookie: " + find(COOKIE, login);
            String token = "_csrf=" + URLEncoder.encode(find(TOKEN, login), StandardCharsets.UTF_8);
            String origin = "Origin: https://stackdeck.example";
            assertThat(RawHttp.exchange(
                            stackdeckProcess.port(),
                            token,
                            "POST /passkey/options HTTP/1.1",
                            HTTPS,
                            FORM,
                            cookie,
                            origin))
                    .contains("\"rpId\":\"stackdeck.example\"");
            String form = token + "&username=root&password=" + StackdeckProcess.PASSWORD.replace(' ', '+');
            String signedIn = RawHttp.exchange(
                    stackdeckProcess.port(), form, "POST /login HTTP/1.1", HTTPS, FORM, cookie, origin);
            assertThat(signedIn).startsWith("HTTP/1.1 302");
            assertThat(cookies(signedIn))
                    .anyMatch(set -> isHostOnly(set, "__Host-stackdeck-session"))
                    .anyMatch(set -> isHostOnly(set, "__Host-stackdeck-restore"));
        }
    }

    private static List<String> cookies(String response) {
        return response.lines()
                .filter(line -> line.startsWith("Set-Cookie: "))
                .map(line -> line.substring("Set-Cookie: ".length()))
                .toList();
    }

    private static boolean isHostOnly(String cookie, String name) {
        return cookie.startsWith(name + "=")
                && cookie.contains("; Path=/;")
                && cookie.contains("; Secure")
                && !cookie.contains("Domain");
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    @Test
    void linksDoNotContainTheHostHeader() {
        StackdeckProcess stackdeckProcess = SharedDemoStackdeck.forClass(getClass());
        assertThat(link(stackdeckProcess, stackdeckProcess.rest("root")))
                .startsWith("http://localhost:" + stackdeckProcess.port() + "/register?invitation=");
    }

    @Test
    void behindAProxyWithoutPublicUrlLinkIsThePathAloneAndClientAddressIsReadFromTheProxyOnly() throws IOException {
        try (var stackdeckProcess =
                StackdeckProcess.withDemoCloud(directory, Map.of("SERVER_FORWARD_HEADERS_STRATEGY", "native"))) {
            JsonHttpClient root = stackdeckProcess.setUp("root");
            assertThat(link(stackdeckProcess, root)).startsWith("/register?invitation=");

            signInWrongly(stackdeckProcess, "127.0.0.1");
            assertThat(newestSource(root)).isEqualTo("203.0.113.9");

            signInWrongly(stackdeckProcess, "127.0.0.2");
            assertThat(newestSource(root)).isEqualTo("127.0.0.2");
        }
    }

    private static void signInWrongly(StackdeckProcess stackdeckProcess, String from) throws IOException {
        String body = "{\"username\":\"mia\",\"password\":\"not the password\"}";
        try (Socket socket = RawHttp.open(from, stackdeckProcess.port())) {
            RawHttp.write(
                    socket,
                    "POST /api/auth/login HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nX-Forwarded-For: 203.0.113.9\r\n"
                            + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            assertThat(RawHttp.read(socket).status()).isEqualTo(401);
        }
    }

    private static String newestSource(JsonHttpClient root) {
        return root.get("/api/admin/audit?what=session.login&who=mia")
                .expect(200)
                .body()
                .path(0)
                .path("source")
                .asString();
    }

    /** Creates an invitation with an attacker's {@code Host} header, and returns its link. */
    private static String link(StackdeckProcess stackdeckProcess, JsonHttpClient root) {
        String token = root.get("/api/auth/me")
                .response()
                .request()
                .headers()
                .firstValue("Authorization")
                .orElseThrow();
        String response = RawHttp.exchange(
                stackdeckProcess.port(),
                "{\"for\":\"Anna\"}",
                "POST /api/admin/invitations HTTP/1.1",
                "Host: evil.example",
                "Content-Type: application/json",
                "Authorization: " + token);
        return find(Pattern.compile("\"link\":\"([^\"]+)\""), response);
    }
}
