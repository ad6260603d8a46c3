package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.stackdeck.audit.TestAuditChainVerifier;
import org.stackdeck.database.DatabaseServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stackdeck processes behind nginx on one database. The clients use nginx. */
final class NodeCluster implements AutoCloseable {

    /** An operation that a killed process claimed is sent again after ten seconds without heartbeats, and 30 s. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path directory;
    private final String database;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final List<StackdeckProcess> nodes = new ArrayList<>();
    private final ReverseProxyProcess proxy;
    private final LocalhostCertificate certificate;
    private final TestNovaClient nova;
    private final JsonHttpClient root;

    /**
     * Starts the processes and nginx.
     *
     * @param cloudsFile with the entry {@code staff}, which all nodes use
     * @param settings additional settings of each node, as environment variables
     */
    NodeCluster(Path directory, Path cloudsFile, String database, List<Map<String, String>> settings)
            throws IOException, GeneralSecurityException {
        this.directory = directory;
        this.database = database;
        try {
            for (Map<String, String> more : settings) {
                nodes.add(opened(StackdeckProcess.withClouds(
                        Files.createDirectories(directoryOf(nodes.size())), cloudsFile, List.of("staff"), all(more))));
                if (nodes.size() == 1) {
                    nodes.getFirst().setUp("root");
                }
            }
            certificate = LocalhostCertificate.create(directory);
            proxy = startProxy(ReverseProxyProcess.Program.NGINX, directory);
            nova = TestNovaClient.connect(cloudsFile, "staff");
            root = signedIn("root");
        } catch (IOException | GeneralSecurityException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Starts another proxy in front of the nodes, which is closed with the cluster. */
    ReverseProxyProcess startProxy(ReverseProxyProcess.Program program, Path directory) throws IOException {
        return opened(ReverseProxyProcess.start(
                program,
                directory,
                certificate,
                nodes.stream().mapToInt(StackdeckProcess::port).toArray()));
    }

    private Map<String, String> all(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of(
                "SPRING_DATASOURCE_URL", database,
                "SPRING_DATASOURCE_USERNAME", DatabaseServer.USER,
                "STACKDECK_NODES_ENABLED", "true",
                "STACKDECK_SECRETS_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "STACKDECK_LIMITS_SIGN_INS", "1000000",
                "SERVER_FORWARD_HEADERS_STRATEGY", "native"));
        all.putAll(more);
        return all;
    }

    /** Returns the directory that contains the data directory of the node. */
    Path directoryOf(int node) {
        return directory.resolve("node" + node);
    }

    StackdeckProcess node(int number) {
        return nodes.get(number);
    }

    List<StackdeckProcess> nodes() {
        return List.copyOf(nodes);
    }

    ReverseProxyProcess proxy() {
        return proxy;
    }

    TestNovaClient nova() {
        return nova;
    }

    /** Returns a REST client with a token of the administrator. */
    JsonHttpClient root() {
        return root;
    }

    private JsonHttpClient signedIn(String user) {
        JsonHttpClient anonymous =
                JsonHttpClient.forBase(proxy.url(), certificate.client().build());
        String token = anonymous
                .post("/api/auth/login", Map.of("username", user, "password", StackdeckProcess.PASSWORD))
                .expect(200)
                .body()
                .path("token")
                .asString();
        return anonymous.withHeader("Authorization", "Bearer " + token);
    }

    List<HttpBrowser> signedInBrowsers(int number) {
        return signedInBrowsers(number, proxy);
    }

    List<HttpBrowser> signedInBrowsers(int number, ReverseProxyProcess through) {
        List<HttpBrowser> browsers = IntStream.range(0, number)
                .mapToObj(_ -> opened(new HttpBrowser(through.url(), certificate.client())))
                .toList();
        browsers.forEach(browser -> {
            assertThat(browser.signIn("root").statusCode()).isEqualTo(302);
            assertThat(browser.get("/servers").statusCode()).isEqualTo(200);
        });
        return browsers;
    }

    List<String> stoppableServers(int number) {
        return Polling.waitUntil(
                "enough running servers",
                PATIENCE,
                () -> root.get("/api/os/servers")
                        .body()
                        .path("servers")
                        .valueStream()
                        // Stopping a "stubborn" server fails.
                        .filter(server -> !server.path("name").asString().contains("stubborn"))
                        .filter(server -> server.path("allowedActions")
                                .valueStream()
                                .anyMatch(action -> action.asString().equals("stop")))
                        .map(server -> server.path("id").asString())
                        .limit(number)
                        .toList(),
                servers -> servers.size() == number);
    }

    /** Submits an action like a client that repeats a request without a response, with the same key. */
    String submitUntilAccepted(String server, String action) {
        JsonHttpClient client =
                root.withHeader("Idempotency-Key", UUID.randomUUID().toString());
        return Polling.waitUntil(
                        "the action on " + server + " to be accepted",
                        PATIENCE,
                        () -> submit(client, server, action),
                        response -> response.status() == 202)
                .body()
                .path("operation")
                .path("id")
                .asString();
    }

    /** @param status 0 without a response */
    private record Response(int status, String text) {

        JsonNode body() {
            return JsonMapper.shared().readTree(text);
        }
    }

    private static Response submit(JsonHttpClient client, String server, String action) {
        try {
            HttpResponse<String> response = client.post(
                            "/api/os/servers/" + server + "/action", Map.of("action", action))
                    .response();
            return new Response(response.statusCode(), response.body());
        } catch (UncheckedIOException e) {
            return new Response(0, e.toString());
        }
    }

    /** Returns the number of instance actions of each server in Nova. */
    Map<String, Integer> actionCounts(List<String> servers) {
        Map<String, Integer> counts = new HashMap<>();
        servers.forEach(server -> counts.put(server, nova.actions(server).size()));
        return counts;
    }

    /**
     * Waits for the end of the operations, and checks that each has succeeded and is in Nova's list once.
     *
     * @param operations by the ID of their server
     * @param before the number of instance actions of each server before
     */
    void assertExecutedOnce(Map<String, String> operations, Map<String, Integer> before) {
        operations.forEach((server, operation) -> {
            JsonNode ended = root.awaitEnd(PATIENCE, operation);
            assertThat(ended.path("state").asString())
                    .as("%s: %s", server, ended)
                    .isEqualTo("SUCCEEDED");
            assertThat(nova.actions(server)).as(server).hasSize(before.getOrDefault(server, 0) + 1);
        });
    }

    void assertAuditTrailIsWhole() {
        assertThat(TestAuditChainVerifier.brokenAt(database())).isNull();
    }

    JdbcClient database() {
        return JdbcClient.create(new DriverManagerDataSource(database, DatabaseServer.USER, ""));
    }

    private <T extends AutoCloseable> T opened(T resource) {
        started.push(resource);
        return resource;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
