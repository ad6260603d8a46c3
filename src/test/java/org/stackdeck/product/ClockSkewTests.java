package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.database.DatabaseInstalledCondition;
import org.stackdeck.database.DatabaseProduct;

/**
 * Three Stackdeck processes behind nginx on one MariaDB. The clock of the second is five minutes fast, that of the
 * third five minutes slow.
 */
@Tag("faults")
@Tag("jar")
@Tag("proxy")
@Tag("mariadb")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(DatabaseInstalledCondition.class)
class ClockSkewTests {

    private static final Path LIBRARY = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration BROWSER_PAUSE = Duration.ofMillis(300);
    private static final int BROWSERS = 6;
    private static final String WARNING = "The clock of this machine is";

    private SimulatorProcess simulator;
    private NodeCluster cluster;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        if (!Files.exists(LIBRARY)) {
            System.err.println("SKIPPED: libfaketime is not installed (Debian: apt-get install faketime)");
            Assumptions.abort("libfaketime is not installed");
        }
        simulator = SimulatorProcess.start(directory, 180);
        cluster = new NodeCluster(
                directory,
                simulator.cloudsFile(),
                DatabaseProduct.MARIADB.running().newDatabase(),
                List.of(Map.of(), wrongClock("+300s"), wrongClock("-300s")));
    }

    private static Map<String, String> wrongClock(String offset) {
        return Map.of(
                "LD_PRELOAD",
                LIBRARY.toString(),
                "FAKETIME",
                offset,
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // Otherwise, the library ends timed waits of the JVM at once, and its threads never sleep.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0",
                "NO_FAKE_STAT",
                "1");
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
        if (simulator != null) {
            simulator.close();
        }
    }

    @Test
    void wrongClockIsReportedOnceByItsNode() {
        assertThat(cluster.node(0).output()).doesNotContain(WARNING);
        for (StackdeckProcess node : List.of(cluster.node(1), cluster.node(2))) {
            assertThat(node.output()
                            .lines()
                            .filter(line -> line.contains(WARNING) && line.contains(" " + node.processId() + " ")))
                    .hasSize(1);
        }
    }

    @Test
    void tokensOfEachNodeAreValidOnAllNodes() {
        for (StackdeckProcess issuer : cluster.nodes()) {
            String token = issuer.rest()
                    .post("/api/auth/login", Map.of("username", "root", "password", StackdeckProcess.PASSWORD))
                    .expect(200)
                    .body()
                    .path("token")
                    .asString();
            for (StackdeckProcess node : cluster.nodes()) {
                assertThat(node.rest()
                                .withHeader("Authorization", "Bearer " + token)
                                .get("/api/os/servers")
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void grantAppliesAndEndsOnAllNodesByTheTimeOfTheDatabase() {
        cluster.node(0).createMember(cluster.root(), "guest");
        Instant end = Instant.now().plusSeconds(20);
        cluster.node(1)
                .rest("root")
                .post(
                        "/api/admin/grants",
                        Map.of(
                                "user", "guest",
                                "cloud", "staff",
                                "project", "*",
                                "role", "operator",
                                "until", end.toString()))
                .expect(201);
        List<JsonHttpClient> guests =
                cluster.nodes().stream().map(node -> node.rest("guest")).toList();

        guests.forEach(guest -> Polling.waitUntil("servers", SOON, () -> servers(guest), servers -> servers > 0));
        assertThat(Instant.now())
                .as("time until all nodes have applied the grant")
                .isBefore(end);
        guests.forEach(guest ->
                Polling.waitUntil("the end of the grant", SOON, () -> servers(guest), servers -> servers == 0));
        assertThat(Instant.now()).isAfterOrEqualTo(end.minusSeconds(1));
    }

    private static int servers(JsonHttpClient guest) {
        return guest.get("/api/os/servers").expect(200).body().path("servers").size();
    }

    /** While Nova's lists of actions are slow, operations run longer than a node may miss heartbeats. */
    @Test
    void operationsAreExecutedOnceByTheNodesThatAcceptedThem() {
        List<String> servers = cluster.stoppableServers(18);
        Map<String, Integer> before = cluster.actionCounts(servers);
        List<JsonHttpClient> roots =
                cluster.nodes().stream().map(node -> node.rest("root")).toList();
        List<Integer> logs =
                cluster.nodes().stream().map(node -> node.output().length()).toList();
        simulator.control().post("/faults", Map.of("path", "/os-instance-actions/", "latency", 4000));
        String polling = leaseHolder();
        Map<String, String> operations = new HashMap<>();
        for (String server : servers) {
            operations.put(server, roots.get(operations.size() % roots.size()).startAction(server, "stop"));
        }

        cluster.assertExecutedOnce(operations, before);

        simulator.control().delete("/faults");
        assertThat(leaseHolder()).isEqualTo(polling);
        for (int node = 0; node < roots.size(); node++) {
            assertThat(cluster.node(node).output().substring(logs.get(node)))
                    .as("log of node %d", node)
                    .doesNotContainIgnoringCase("dead execution")
                    .doesNotContain("Resuming operation");
        }
    }

    @Test
    void killOfANodeWithAWrongClockEndsNoSessionAndLosesOrRepeatsNoOperation() throws Exception {
        for (int number : List.of(1, 2)) {
            StackdeckProcess node = cluster.node(number);
            try (ClusterLoad load = new ClusterLoad(
                    cluster, cluster.signedInBrowsers(BROWSERS), BROWSER_PAUSE, cluster.stoppableServers(30))) {
                load.awaitAccepted(10);
                node.kill();
                load.awaitAccepted(10);
                ClusterLoad.Visits visits = load.stop();
                System.out.printf(
                        "FIGURE | kill of a node with a wrong clock | %s, longest time without a page %d ms%n",
                        visits.statuses(), visits.longestOutage().toMillis());
                assertThat(visits.statuses().keySet()).isSubsetOf(200, 502);
                System.out.printf("FIGURE | operations, all executed once | %d%n", load.assertExecutedOnce());
            }
            cluster.assertAuditTrailIsWhole();
            node.start();
        }
    }

    /** Returns the node that polls the cloud for all, with the term of its lease. */
    private String leaseHolder() {
        return Polling.waitUntil(
                        "a node to poll",
                        SOON,
                        () -> cluster.database()
                                .sql(
                                        "select concat(n.name, ' ', l.term) from cloud_lease l join node n on n.id = l.node")
                                .query(String.class)
                                .list(),
                        names -> names.size() == 1)
                .getFirst();
    }
}
