package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests requests to the REST API of the running product with unknown paths, unsupported methods and unsupported
 * formats.
 */
@Tag("jar")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestLimitTests {

    private static final String PROBLEM = "application/problem+json";

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "NONSENSE");

    private static final List<String> UNKNOWN = List.of(
            "/api",
            "/api/",
            "/api?v-r=init",
            "/api/?v-r=init",
            "/api/?v-r=uidl&v-uiId=0",
            "/api/?v-r=dynamic",
            "/%61pi",
            "/%61pi/x",
            "/api/nosuch",
            "/api/nosuch/",
            "/api/os/serverz",
            "/api/os/servers/",
            "/api/admin/users/root/disable/",
            "/api/admin/users/root/session",
            "/api/openapi.yaml",
            "/api/VAADIN/push",
            "/api/login",
            "/api/error");

    /** Paths that Spring Security's firewall rejects. */
    private static final List<String> MALFORMED = List.of("/api;x=y/os/servers", "/api/os/..;/servers", "/api//os");

    private static final String CREDENTIALS =
            "{\"username\":\"root\",\"password\":\"" + StackdeckProcess.PASSWORD + "\"}";

    private StackdeckProcess stackdeckProcess;
    private String token;

    @BeforeAll
    void start() {
        stackdeckProcess = SharedDemoStackdeck.forClass(getClass());
        token = stackdeckProcess
                .rest()
                .post("/api/auth/login", Map.of("username", "root", "password", StackdeckProcess.PASSWORD))
                .expect(200)
                .body()
                .path("token")
                .asString();
    }

    @Test
    void unknownPathIsAProblemForEveryMethodWithAToken() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (String method : METHODS) {
            for (String path : UNKNOWN) {
                RawHttp.Response response = request(method, path, bearer(), "");
                String asked = method + " " + path;
                all.assertThat(response.status()).as(asked).isIn(404, 405);
                all.assertThat(response.header("Content-Type")).as(asked).isEqualTo(PROBLEM);
                if (response.status() == 405) {
                    all.assertThat(response.header("Allow")).as(asked).isNotEmpty();
                }
            }
        }
        all.assertAll();
    }

    @Test
    void unknownPathIsAProblemForEveryMethodWithoutAToken() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (String method : METHODS) {
            for (String path : UNKNOWN) {
                RawHttp.Response response = request(method, path, "", "");
                all.assertThat(response.status()).as(method + " " + path).isIn(401, 404, 405);
                all.assertThat(response.header("Content-Type"))
                        .as(method + " " + path)
                        .isEqualTo(PROBLEM);
            }
        }
        all.assertAll();
    }

    @Test
    void noRequestCreatesASessionOrACookie() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (String method : METHODS) {
            for (List<String> paths : List.of(UNKNOWN, MALFORMED, List.of("/api/os/servers", "/api;x=y/.."))) {
                for (String path : paths) {
                    for (String authorization : List.of("", bearer())) {
                        all.assertThat(request(method, path, authorization, "").header("Set-Cookie"))
                                .as(method + " " + path)
                                .isEmpty();
                    }
                }
            }
        }
        all.assertAll();
    }

    @Test
    void malformedPathIsAProblem() throws IOException {
        for (String path : MALFORMED) {
            RawHttp.Response response = request("GET", path, bearer(), "");
            assertThat(response.status()).as(path).isEqualTo(400);
            assertThat(response.header("Content-Type")).as(path).isEqualTo(PROBLEM);
        }
    }

    @Test
    void unsupportedMethodOfAKnownPathNamesTheSupportedOnes() throws IOException {
        RawHttp.Response delete = request("DELETE", "/api/os/servers", bearer(), "");
        assertThat(delete.status()).isEqualTo(405);
        assertThat(delete.header("Content-Type")).isEqualTo(PROBLEM);
        assertThat(delete.header("Allow")).contains("GET", "POST");

        for (String method : List.of("TRACE", "PROPFIND")) {
            RawHttp.Response response = request(method, "/api/os/servers", bearer(), "");
            assertThat(response.status()).as(method).isEqualTo(405);
            assertThat(response.header("Content-Type")).as(method).isEqualTo(PROBLEM);
            assertThat(response.header("Allow")).as(method).isNotEmpty();
        }
    }

    @Test
    void unknownMetricsPathIsNotAPage() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (String method : List.of("GET", "POST", "DELETE")) {
            for (String path : List.of("/actuator/metrics/", "/actuator/metrics/a/b", "/actuator/metrics/?v-r=init")) {
                RawHttp.Response response = request(method, path, bearer(), "");
                all.assertThat(response.status()).as(method + " " + path).isEqualTo(404);
                all.assertThat(response.header("Set-Cookie"))
                        .as(method + " " + path)
                        .isEmpty();
            }
        }
        all.assertAll();
    }

    @Test
    void bodyIsReadAsJsonOnly() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (String type : List.of(
                "application/yaml",
                "application/x-yaml",
                "text/yaml",
                "application/cbor",
                "application/x-jackson-smile",
                "application/xml",
                "text/xml",
                "text/plain",
                "application/octet-stream",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=b",
                "*/*",
                "application/*",
                "application/*+json",
                "nonsense")) {
            RawHttp.Response response = login("Content-Type: " + type + "\r\n", CREDENTIALS);
            all.assertThat(response.status()).as(type).isEqualTo(415);
            all.assertThat(response.header("Content-Type")).as(type).isEqualTo(PROBLEM);
        }
        all.assertAll();
        assertThat(login("Content-Type: application/json\r\n", CREDENTIALS).status())
                .isEqualTo(200);
    }

    @Test
    void responseIsJsonOnly() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (String type : List.of(
                "application/yaml",
                "application/cbor",
                "application/xml",
                "text/html",
                "application/x-jackson-smile")) {
            RawHttp.Response response = request("GET", "/api/os/servers", bearer() + "Accept: " + type + "\r\n", "");
            all.assertThat(response.status()).as(type).isEqualTo(406);
            all.assertThat(response.header("Content-Type")).as(type).isEqualTo(PROBLEM);
        }
        all.assertAll();
        assertThat(request("GET", "/api/os/servers", bearer() + "Accept: application/json\r\n", "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void fieldThatOccursTwiceIsRejected() throws IOException {
        RawHttp.Response response = login(
                "Content-Type: application/json\r\n",
                "{\"username\":\"mia\",\"username\":\"root\",\"password\":\"" + StackdeckProcess.PASSWORD + "\"}");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).contains("\"duplicate-field\"");
    }

    @Test
    void descriptionAndAuditExportAreServed() throws IOException {
        assertThat(request("GET", "/api/openapi", bearer(), "").header("Content-Type"))
                .isEqualTo("application/json");
        assertThat(request("GET", "/api/admin/audit?format=csv", bearer(), "").header("Content-Type"))
                .startsWith("text/csv");
    }

    private String bearer() {
        return "Authorization: Bearer " + token + "\r\n";
    }

    /** Stackdeck checks the token before the body arrives, and must check it again afterward. */
    @Test
    void requestThatIsCompletedAfterTheEndOfItsSessionIsRefused() throws Exception {
        JsonHttpClient rest = stackdeckProcess.rest();
        String late = rest.post("/api/auth/login", Map.of("username", "root", "password", StackdeckProcess.PASSWORD))
                .expect(200)
                .body()
                .path("token")
                .asString();
        String body = "{\"name\":\"late\"}";
        try (Socket socket = RawHttp.open("127.0.0.1", stackdeckProcess.port())) {
            RawHttp.write(
                    socket,
                    "POST /api/os/keys HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\n"
                            + "Expect: 100-continue\r\nAuthorization: Bearer " + late + "\r\nContent-Length: "
                            + body.length() + "\r\n\r\n"
                            + body.substring(0, body.length() - 1));
            RawHttp.awaitContinue(socket);
            rest.withHeader("Authorization", "Bearer " + late)
                    .post("/api/auth/logout", Map.of())
                    .expect(204);
            RawHttp.write(socket, "}");

            assertThat(RawHttp.read(socket).status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void messageOfAPageThatIsCompletedAfterTheEndOfItsSessionIsIgnored(boolean ended) throws Exception {
        try (HttpBrowser browser = new HttpBrowser(stackdeckProcess.url())) {
            assertThat(browser.signIn("root").statusCode()).isEqualTo(302);
            FlowPageClient page = new FlowPageClient(browser, "servers");
            // While the page has a push connection, Stackdeck keeps the ended session for some seconds.
            try (Socket _ = page.connectWithoutReading(stackdeckProcess.port());
                    Socket message = page.beginMessage(stackdeckProcess.port())) {
                if (ended) {
                    String form = browser.formToken("/password");
                    assertThat(browser.post("/logout", form, Map.of()).statusCode())
                            .isEqualTo(302);
                }
                RawHttp.write(message, "}");

                assertThat(RawHttp.read(message).text())
                        .contains(ended ? "\"sessionExpired\":true" : "\"syncId\":")
                        .doesNotContain(ended ? "\"syncId\":" : "sessionExpired");
            }
        }
    }

    private RawHttp.Response login(String headers, String body) throws IOException {
        return request("POST", "/api/auth/login", headers, body);
    }

    private RawHttp.Response request(String method, String path, String headers, String body) throws IOException {
        return RawHttp.send(
                stackdeckProcess.port(),
                method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + headers
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }
}
