package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stackdeck.product.ReverseProxyProcess.Program;
import tools.jackson.databind.JsonNode;

/** Tests Stackdeck behind each reverse proxy of {@code deploy}. */
@Tag("jar")
@Tag("proxy")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReverseProxyTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CLIENTS = 20;

    @TempDir
    private Path directory;

    private LocalhostCertificate certificate;
    private StackdeckProcess stackdeckProcess;

    @BeforeAll
    void start(@TempDir Path shared) throws Exception {
        certificate = LocalhostCertificate.create(shared);
        stackdeckProcess = StackdeckProcess.withDemoCloud(shared, Map.of("SERVER_FORWARD_HEADERS_STRATEGY", "native"));
        stackdeckProcess.setUp("root");
    }

    @AfterAll
    void stop() {
        stackdeckProcess.close();
    }

    @ParameterizedTest
    @EnumSource
    void configurationIsAccepted(Program program) throws IOException {
        ReverseProxyProcess.Check check = ReverseProxyProcess.check(program, directory, certificate);

        assertThat(check.exitCode()).as(check.output()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void pageIsSignedInAndReceivesChangesByWebSocket(Program program) throws IOException {
        try (ReverseProxyProcess proxy = start(program);
                HttpBrowser browser = new HttpBrowser(proxy.url(), certificate.client())) {
            HttpResponse<String> signedIn = browser.signIn("root");
            assertThat(signedIn.statusCode()).isEqualTo(302);
            assertThat(signedIn.headers().allValues("Set-Cookie"))
                    .anyMatch(cookie -> cookie.startsWith("stackdeck-session=") && cookie.contains("; Secure"));
            String node = browser.cookie("stackdeck_node");

            FlowPageClient page = new FlowPageClient(browser, "servers");
            page.requestRows(500);
            ReceivedText received = new ReceivedText();
            WebSocket push = browser.openWebSocket(page.pushPath("websocket"), received);
            rename(signIn(proxy), "renamed-behind-" + program);

            Polling.waitUntil(
                    "the change", PATIENCE, received::text, text -> text.contains("renamed-behind-" + program));
            assertThat(browser.cookie("stackdeck_node")).isEqualTo(node);
            push.abort();
        }
    }

    private static void rename(JsonHttpClient root, String name) {
        String server = root.get("/api/os/servers")
                .expect(200)
                .body()
                .path("servers")
                .valueStream()
                .filter(candidate -> candidate.path("allowedActions").toString().contains("rename"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        root.post("/api/os/servers/" + server + "/action", Map.of("action", "rename", "name", name))
                .expect(202);
    }

    @ParameterizedTest
    @EnumSource
    void imageLargerThanTheLimitOfOtherBodiesIsUploadedByHttp2(Program program) throws IOException {
        Path data = Files.write(directory.resolve("data"), new byte[3_000_000]);
        try (ReverseProxyProcess proxy = start(program)) {
            JsonHttpClient root = signIn(proxy);
            JsonHttpClient.Reply projects = root.get("/api/os/projects").expect(200);
            assertThat(projects.response().version()).isEqualTo(HttpClient.Version.HTTP_2);
            String operation = root.post(
                            "/api/os/images",
                            Map.of("project", project(projects), "name", "uploaded", "diskFormat", "raw"))
                    .expect(202)
                    .body()
                    .path("operation")
                    .path("id")
                    .asString();
            JsonNode finished = Polling.waitUntil(
                            "the image to be created",
                            PATIENCE,
                            () -> root.get("/api/os/operations/" + operation),
                            reply -> !reply.body()
                                    .path("resource")
                                    .path("id")
                                    .asString("")
                                    .isEmpty())
                    .body();

            assertThat(root.putFile(
                                    "/api/os/images/"
                                            + finished.path("resource")
                                                    .path("id")
                                                    .asString() + "/file",
                                    data)
                            .status())
                    .isEqualTo(204);
        }
    }

    private static String project(JsonHttpClient.Reply projects) {
        return projects.body().path(0).path("id").asString();
    }

    /**
     * Stackdeck refuses the upload because of its headers. The proxy must pass them on before it has received the body.
     */
    @ParameterizedTest
    @EnumSource
    void uploadIsPassedOnBeforeItIsComplete(Program program) throws IOException {
        try (ReverseProxyProcess proxy = start(program);
                Socket socket = certificate.encrypt(RawHttp.open("127.0.0.1", proxy.port()))) {
            RawHttp.write(
                    socket,
                    "PUT /api/os/images/any/file HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer invalid\r\n"
                            + "Content-Type: application/octet-stream\r\nContent-Length: 1000000\r\n\r\nfirst bytes");

            assertThat(firstLine(socket)).startsWith("HTTP/1.1 401");
        }
    }

    @ParameterizedTest
    @EnumSource
    void addressOfTheClientIsPassedOnAndCannotBeForged(Program program) throws IOException {
        String name = "nobody-" + program.name().toLowerCase(Locale.ROOT);
        String body = "{\"username\":\"" + name + "\",\"password\":\"not the password\"}";
        try (ReverseProxyProcess proxy = start(program);
                Socket socket = certificate.encrypt(RawHttp.open("127.0.0.9", proxy.port()))) {
            RawHttp.write(
                    socket,
                    "POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 203.0.113.9\r\n"
                            + "Forwarded: for=203.0.113.9\r\nConnection: close\r\nContent-Type: application/json\r\n"
                            + "Content-Length: " + body.length() + "\r\n\r\n" + body);
            assertThat(firstLine(socket)).startsWith("HTTP/1.1 401");

            JsonNode entry = signIn(proxy)
                    .get("/api/admin/audit?what=session.login&who=" + name)
                    .expect(200)
                    .body()
                    .path(0);
            assertThat(entry.path("source").asString()).isEqualTo("127.0.0.9");
        }
    }

    @ParameterizedTest
    @EnumSource
    void requestForAnotherHostIsRefused(Program program) throws IOException {
        try (ReverseProxyProcess proxy = start(program);
                Socket socket = certificate.encrypt(RawHttp.open("127.0.0.1", proxy.port()))) {
            RawHttp.write(socket, "GET /login HTTP/1.1\r\nHost: evil.example\r\n\r\n");

            assertThat(firstLine(socket)).startsWith("HTTP/1.1 421");
        }
    }

    @ParameterizedTest
    @EnumSource
    void browserStaysOnItsNodeAndMovesWhenTheNodeStops(Program program) throws IOException {
        HttpServer first = node("first");
        HttpServer second = node("second");
        try (ReverseProxyProcess proxy = ReverseProxyProcess.start(
                program,
                directory,
                certificate,
                first.getAddress().getPort(),
                second.getAddress().getPort())) {
            Set<String> nodes = new HashSet<>();
            for (int client = 0; client < CLIENTS; client++) {
                try (HttpBrowser browser = new HttpBrowser(proxy.url(), certificate.client())) {
                    String node = browser.get("/").body();
                    nodes.add(node);
                    for (int request = 0; request < 5; request++) {
                        assertThat(browser.get("/").body()).isEqualTo(node);
                    }
                }
            }
            assertThat(nodes).containsExactlyInAnyOrder("first", "second");

            try (HttpBrowser browser = new HttpBrowser(proxy.url(), certificate.client())) {
                boolean onFirst = browser.get("/").body().equals("first");
                (onFirst ? first : second).stop(0);

                HttpResponse<String> moved = browser.get("/");
                assertThat(moved.body()).isEqualTo(onFirst ? "second" : "first");
            }
        } finally {
            first.stop(0);
            second.stop(0);
        }
    }

    /** Starts a server that returns its name for each request. */
    private static HttpServer node(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, name.length());
            exchange.getResponseBody().write(name.getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        server.start();
        return server;
    }

    private ReverseProxyProcess start(Program program) throws IOException {
        return ReverseProxyProcess.start(program, directory, certificate, stackdeckProcess.port());
    }

    private JsonHttpClient signIn(ReverseProxyProcess proxy) {
        JsonHttpClient client =
                JsonHttpClient.forBase(proxy.url(), certificate.client().build());
        String token = client.post("/api/auth/login", Map.of("username", "root", "password", StackdeckProcess.PASSWORD))
                .expect(200)
                .body()
                .path("token")
                .asString();
        return client.withHeader("Authorization", "Bearer " + token);
    }

    private static String firstLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = socket.getInputStream().read();
        while (next >= 0 && next != '\r') {
            line.append((char) next);
            next = socket.getInputStream().read();
        }
        return line.toString();
    }

    /** Text of all messages of a WebSocket, which arrive on another thread. */
    private static final class ReceivedText implements WebSocket.Listener {

        private final Queue<String> parts = new ConcurrentLinkedQueue<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            parts.add(data.toString());
            webSocket.request(1);
            return null;
        }

        String text() {
            return String.join("", parts);
        }
    }
}
