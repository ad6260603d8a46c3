package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

/**
 * Processes of an earlier and of this version on one MariaDB, which this version has migrated while the other one ran.
 * {@code deploy/upgrade-test} builds the jar of the earlier version.
 */
@Tag("mariadb")
@Tag("upgrade")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(DatabaseInstalledCondition.class)
class RollingUpgradeTests {

    /** Less than the ten seconds after which a process reloads permissions without an event. */
    private static final Duration SOON = Duration.ofSeconds(6);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int SERVERS = 8;

    private final String url = DatabaseProduct.MARIADB.running().newDatabase();
    private final JdbcClient database = JdbcClient.create(new DriverManagerDataSource(url, DatabaseServer.USER, ""));
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private SimulatorProcess simulator;
    private StackdeckProcess earlier;
    private StackdeckProcess current;
    private List<String> appliedByEarlier = List.of();
    private List<String> appliedByCurrent = List.of();
    private String upgradeCheck = "";

    @BeforeAll
    void upgrade(@TempDir Path directory) throws Exception {
        Path jar = Path.of(
                Objects.requireNonNull(System.getProperty("stackdeck.previous.jar"), "run deploy/upgrade-test"));
        simulator = opened(SimulatorProcess.start(directory, 40));
        Map<String, String> settings = new HashMap<>(Map.of(
                "SPRING_DATASOURCE_URL", url,
                "SPRING_DATASOURCE_USERNAME", DatabaseServer.USER,
                "STACKDECK_NODES_ENABLED", "true",
                "STACKDECK_SECRETS_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "STACKDECK_LIMITS_SIGN_INS", "1000000"));
        settings.putAll(StackdeckProcess.cloudSettings(simulator.cloudsFile(), List.of("staff")));
        earlier = opened(StackdeckProcess.withJar(Files.createDirectory(directory.resolve("earlier")), jar, settings));
        earlier.setUp("root");
        appliedByEarlier = changeSets();
        JavaProcess check = JavaProcess.startCommand(settings, directory.resolve("check.log"), "check-upgrade");
        assertThat(check.exitCode(PATIENCE)).as(check.output()).isBetween(0, 1);
        upgradeCheck = check.output();
        current = opened(StackdeckProcess.withClouds(
                Files.createDirectory(directory.resolve("current")),
                simulator.cloudsFile(),
                List.of("staff"),
                settings));
        appliedByCurrent = new ArrayList<>(changeSets());
        appliedByCurrent.removeAll(appliedByEarlier);
        for (StackdeckProcess node : List.of(earlier, current)) {
            JsonHttpClient root = node.rest("root");
            Polling.waitUntil("the servers", PATIENCE, () -> servers(root), ids -> ids.size() > SERVERS);
        }
        System.out.println("The earlier version has " + appliedByEarlier.size() + " change sets, this version applied "
                + appliedByCurrent + ". " + upgradeCheck.strip());
    }

    private <T extends AutoCloseable> T opened(T resource) {
        started.push(resource);
        return resource;
    }

    @AfterAll
    void stop() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }

    @Test
    void checkBeforeTheUpgradeNamedTheAppliedChangeSets() {
        assertThat(upgradeCheck)
                .contains(
                        appliedByCurrent.isEmpty()
                                ? "The database has all change sets of this version."
                                : "applies: " + String.join(", ", appliedByCurrent) + ".");
    }

    @Test
    void bothVersionsReturnTheSameServers() {
        JsonHttpClient first = earlier.rest("root");
        JsonHttpClient second = current.rest("root");

        Polling.waitUntil(
                "the same servers on both nodes",
                PATIENCE,
                () -> List.of(servers(first), servers(second)),
                both -> both.getFirst().equals(both.getLast()));
    }

    @Test
    void usersAndGrantsOfTheEarlierVersionTakeEffectOnThisVersion() {
        assertUsersAndGrantsTakeEffect(earlier, current, "this version");
    }

    @Test
    void usersAndGrantsOfThisVersionTakeEffectOnTheEarlierVersion() {
        assertUsersAndGrantsTakeEffect(current, earlier, "the earlier version");
    }

    private static void assertUsersAndGrantsTakeEffect(StackdeckProcess from, StackdeckProcess to, String name) {
        String user = "mia." + UUID.randomUUID().toString().substring(0, 8);
        JsonHttpClient root = from.rest("root");
        from.createMember(root, user);
        JsonHttpClient mia = to.rest(user);
        assertThat(servers(mia)).isEmpty();

        String grant = root.post(
                        "/api/admin/grants",
                        Map.of("user", user, "cloud", "staff", "projects", List.of("*"), "role", "viewer"))
                .expect(201)
                .body()
                .path("id")
                .asString();
        awaitEffect("a grant, on " + name, mia, false);
        root.delete("/api/admin/grants/" + grant).expect(204);
        awaitEffect("a revoked grant, on " + name, mia, true);
        root.post("/api/admin/users/" + user + "/disable", Map.of()).expect(200);
        assertThat(mia.get("/api/os/servers").status()).isEqualTo(401);
    }

    private static void awaitEffect(String name, JsonHttpClient user, boolean empty) {
        long start = System.nanoTime();
        Polling.waitUntil(name, SOON, () -> servers(user), ids -> ids.isEmpty() == empty);
        BenchmarkFigure.millis(name, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), SECOND.toMillis())
                .print();
    }

    @Test
    void operationsOfBothVersionsAreSentOnce() {
        TestNovaClient nova = TestNovaClient.connect(simulator.cloudsFile(), "staff");
        List<String> servers = runningServers(nova).limit(SERVERS).toList();
        assertThat(servers).hasSize(SERVERS);

        assertSentOnce(nova, servers, "stop", List.of(earlier, current));
        assertSentOnce(nova, servers, "start", List.of(current, earlier));
    }

    private static Stream<String> runningServers(TestNovaClient nova) {
        return nova.withStatus("ACTIVE").stream()
                // Stopping a "stubborn" server fails.
                .filter(server -> !nova.name(server).contains("stubborn"));
    }

    /** Submits the action for the servers to the nodes in turn. Each node must show the end of all operations. */
    private static void assertSentOnce(
            TestNovaClient nova, List<String> servers, String action, List<StackdeckProcess> nodes) {
        List<JsonHttpClient> clients =
                nodes.stream().map(node -> node.rest("root")).toList();
        Map<String, Integer> before = new HashMap<>();
        List<String> operations = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            JsonHttpClient client = clients.get(i % clients.size());
            before.put(servers.get(i), nova.actions(servers.get(i)).size());
            client.awaitAllowed(PATIENCE, servers.get(i), action);
            operations.add(client.startAction(servers.get(i), action));
        }
        for (JsonHttpClient client : clients) {
            operations.forEach(operation -> client.awaitOperation(PATIENCE, operation, "SUCCEEDED"));
        }
        before.forEach(
                (server, count) -> assertThat(nova.actions(server)).as(server).hasSize(count + 1));
    }

    @Test
    void browserOfTheEarlierVersionIsSignedInOnThisVersion() {
        try (HttpBrowser browser = new HttpBrowser(earlier.url());
                HttpBrowser moved = browser.movedTo(current.url())) {
            assertThat(browser.signIn("root").statusCode()).isEqualTo(302);
            assertThat(browser.get("/servers").statusCode()).isEqualTo(200);

            assertThat(moved.get("/servers").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void earlierVersionStopsRegularlyAndCanReturn() {
        TestNovaClient nova = TestNovaClient.connect(simulator.cloudsFile(), "staff");
        List<String> server = runningServers(nova).limit(1).toList();

        assertThat(earlier.stop()).isTrue();
        assertSentOnce(nova, server, "stop", List.of(current));
        earlier.start();
        assertSentOnce(nova, server, "start", List.of(earlier));

        for (StackdeckProcess node : List.of(earlier, current)) {
            assertThat(node.rest("root")
                            .get("/api/admin/audit/verification")
                            .expect(200)
                            .body()
                            .path("whole")
                            .asBoolean())
                    .isTrue();
            assertThat(node.output()).doesNotContain(" ERROR ");
        }
        assertThat(TestAuditChainVerifier.brokenAt(database)).isNull();
    }

    private List<String> changeSets() {
        return database.sql("select ID from DATABASECHANGELOG order by ORDEREXECUTED")
                .query(String.class)
                .list();
    }

    private static List<String> servers(JsonHttpClient client) {
        return client.get("/api/os/servers")
                .expect(200)
                .body()
                .path("servers")
                .valueStream()
                .map(server -> server.path("id").asString())
                .sorted()
                .toList();
    }
}
