package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.stackdeck.audit.TestAuditChainVerifier;
import org.stackdeck.database.DatabaseInstalledCondition;
import org.stackdeck.database.DatabaseProduct;
import org.stackdeck.database.DatabaseServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Three Stackdeck processes behind nginx on one MariaDB. Processes end while browsers and REST clients use them. */
@Tag("jar")
@Tag("proxy")
@Tag("mariadb")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(DatabaseInstalledCondition.class)
class NodeFailureTests {

    private static final int NODES = 3;
    private static final int BROWSERS = 12;
    private static final int SERVERS = 120;
    private static final int OPERATIONS = 20;
    /** An operation that the killed process claimed is sent again after ten seconds without heartbeats, and 30 s. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String database = DatabaseProduct.MARIADB.running().newDatabase();
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final List<StackdeckProcess> nodes = new ArrayList<>();
    private SimulatorProcess simulator;
    private LocalhostCertificate certificate;
    private ReverseProxyProcess proxy;
    private JsonHttpClient root;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        certificate = LocalhostCertificate.create(directory);
        simulator = opened(SimulatorProcess.start(directory, SERVERS));
        for (int node = 0; node < NODES; node++) {
            nodes.add(opened(StackdeckProcess.withClouds(
                    Files.createDirectory(directory.resolve("node" + node)),
                    simulator.cloudsFile(),
                    List.of("staff"),
                    settings())));
            if (node == 0) {
                nodes.getFirst().setUp("root");
            }
        }
        proxy = opened(ReverseProxyProcess.start(
                ReverseProxyProcess.Program.NGINX,
                directory,
                certificate,
                nodes.stream().mapToInt(StackdeckProcess::port).toArray()));
        JsonHttpClient anonymous =
                JsonHttpClient.forBase(proxy.url(), certificate.client().build());
        root = anonymous.withHeader(
                "Authorization",
                "Bearer "
                        + anonymous
                                .post(
                                        "/api/auth/login",
                                        Map.of("username", "root", "password", StackdeckProcess.PASSWORD))
                                .expect(200)
                                .body()
                                .path("token")
                                .asString());
    }

    private Map<String, String> settings() {
        return Map.of(
                "SPRING_DATASOURCE_URL", database,
                "SPRING_DATASOURCE_USERNAME", DatabaseServer.USER,
                "STACKDECK_NODES_ENABLED", "true",
                "STACKDECK_SECRETS_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "STACKDECK_LIMITS_SIGN_INS", "1000000",
                "SERVER_FORWARD_HEADERS_STRATEGY", "native");
    }

    @AfterAll
    void stop() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }

    private <T extends AutoCloseable> T opened(T resource) {
        started.push(resource);
        return resource;
    }

    @Test
    void killOfANodeUnderLoadEndsNoSessionAndLosesOrRepeatsNoOperation() throws Exception {
        List<HttpBrowser> browsers = signedInBrowsers();
        TestNovaClient nova = TestNovaClient.connect(simulator.cloudsFile(), "staff");
        List<String> servers = stoppableServers();
        Map<String, Integer> before = new HashMap<>();
        servers.forEach(server -> before.put(server, nova.actions(server).size()));

        Map<String, String> operations = new HashMap<>();
        for (String server : servers) {
            if (operations.size() == servers.size() / 2) {
                nodes.getFirst().kill();
            }
            operations.put(server, submitUntilAccepted(server, "stop"));
        }
        long killed = System.nanoTime();
        browsers.forEach(
                browser -> assertThat(browser.get("/servers").statusCode()).isEqualTo(200));
        System.out.printf(
                "FIGURE | %d browsers have a page again after the kill of one of %d nodes | %d ms%n",
                BROWSERS, NODES, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed));

        operations.forEach((server, operation) -> {
            JsonNode ended = root.awaitEnd(PATIENCE, operation);
            assertThat(ended.path("state").asString())
                    .as("%s: %s", server, ended)
                    .isEqualTo("SUCCEEDED");
            assertThat(nova.actions(server)).as(server).hasSize(before.getOrDefault(server, 0) + 1);
        });
        System.out.printf(
                "FIGURE | all %d operations have ended | %d ms%n",
                operations.size(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed));
        assertThat(TestAuditChainVerifier.brokenAt(
                        JdbcClient.create(new DriverManagerDataSource(database, DatabaseServer.USER, ""))))
                .isNull();
        nodes.getFirst().start();
    }

    @Test
    void regularStopOfANodeIsNotNoticedByBrowsers() throws Exception {
        List<HttpBrowser> browsers = signedInBrowsers();
        AtomicBoolean stopped = new AtomicBoolean();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Map<Integer, Integer>>> results = browsers.stream()
                    .map(browser -> executor.submit(() -> {
                        Map<Integer, Integer> statuses = new HashMap<>();
                        while (!stopped.get()) {
                            statuses.merge(browser.get("/servers").statusCode(), 1, Integer::sum);
                        }
                        return statuses;
                    }))
                    .toList();
            try {
                assertThat(nodes.get(1).stop()).isTrue();
            } finally {
                stopped.set(true);
            }
            for (Future<Map<Integer, Integer>> result : results) {
                assertThat(result.get().keySet()).containsExactly(200);
            }
        }
        nodes.get(1).start();
    }

    @Test
    void regularStopHandsRunningOperationsOver() throws Exception {
        TestNovaClient nova = TestNovaClient.connect(simulator.cloudsFile(), "staff");
        List<String> servers = stoppableServers();
        Map<String, Integer> before = new HashMap<>();
        servers.forEach(server -> before.put(server, nova.actions(server).size()));
        Map<String, String> operations = new HashMap<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> stopped = null;
            for (String server : servers) {
                if (operations.size() == servers.size() / 2) {
                    stopped = executor.submit(nodes.get(2)::stop);
                }
                operations.put(server, submitUntilAccepted(server, "stop"));
            }
            assertThat(Objects.requireNonNull(stopped).get()).isTrue();
        }

        operations.forEach((server, operation) -> {
            assertThat(root.awaitEnd(PATIENCE, operation).path("state").asString())
                    .as(server)
                    .isEqualTo("SUCCEEDED");
            assertThat(nova.actions(server)).as(server).hasSize(before.getOrDefault(server, 0) + 1);
        });
        nodes.get(2).start();
    }

    private List<HttpBrowser> signedInBrowsers() {
        List<HttpBrowser> browsers = IntStream.range(0, BROWSERS)
                .mapToObj(_ -> opened(new HttpBrowser(proxy.url(), certificate.client())))
                .toList();
        browsers.forEach(browser -> {
            assertThat(browser.signIn("root").statusCode()).isEqualTo(302);
            assertThat(browser.get("/servers").statusCode()).isEqualTo(200);
        });
        return browsers;
    }

    private List<String> stoppableServers() {
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
                        .limit(OPERATIONS)
                        .toList(),
                servers -> servers.size() == OPERATIONS);
    }

    /** Submits an action like a client that repeats a request without a response, with the same key. */
    private String submitUntilAccepted(String server, String action) {
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
}
