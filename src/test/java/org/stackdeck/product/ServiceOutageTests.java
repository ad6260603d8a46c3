package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.cloud.notifications.RabbitMqServer;
import org.stackdeck.database.DatabaseInstalledCondition;
import org.stackdeck.database.DatabaseProduct;
import org.stackdeck.database.DatabaseServer;
import tools.jackson.databind.JsonNode;

/**
 * Three Stackdeck processes behind nginx on one MariaDB, with the notifications of a RabbitMQ. A service that they use
 * fails while browsers load pages and a REST client submits actions.
 */
@Tag("faults")
@Tag("jar")
@Tag("proxy")
@Tag("mariadb")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(DatabaseInstalledCondition.class)
class ServiceOutageTests {

    private static final int NODES = 3;
    private static final int BROWSERS = 9;
    private static final Duration BROWSER_PAUSE = Duration.ofMillis(300);
    private static final int ACTIONS_BEFORE = 8;
    private static final int ACTIONS_AFTER = 8;
    private static final int SERVERS = 400;
    private static final int MAX_ACTIONS = 60;
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Duration CUT = Duration.ofSeconds(20);
    private static final Duration DATABASE_OUTAGE = Duration.ofSeconds(12);
    private static final String LOG = "node0/data/logs/stackdeck.log";
    private static final String CONNECTED = "Stackdeck receives notifications of the cloud";

    private final DatabaseServer database = DatabaseProduct.MARIADB.another();
    private Path directory;
    private DroppingTcpProxy databaseProxy;
    private RabbitMqServer broker;
    private SmallFileSystem disk;
    private SimulatorProcess simulator;
    private NodeCluster cluster;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        directory = temporary;
        broker = RabbitMqServer.start(Files.createDirectory(directory.resolve("broker")));
        disk = SmallFileSystem.mount(directory.resolve("node0/data"), 40);
        simulator = SimulatorProcess.start(directory, SERVERS);
        String url = database.newDatabase();
        int port = URI.create(url.substring("jdbc:".length())).getPort();
        databaseProxy = new DroppingTcpProxy(port);
        cluster = new NodeCluster(
                directory,
                NovaNotificationQueue.cloudsFile(simulator.cloudsFile(), "staff", directory, broker.url()),
                url,
                List.of(
                        Map.of("LOGGING_FILE_NAME", directory.resolve(LOG).toString()),
                        Map.of(
                                "SPRING_DATASOURCE_URL",
                                url.replace(":" + port + "/", ":" + databaseProxy.port() + "/")),
                        Map.of()));
    }

    @AfterEach
    void freeSpace() {
        if (disk != null) {
            disk.freeSpace();
        }
    }

    @AfterAll
    void stop() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
        if (simulator != null) {
            simulator.close();
        }
        if (disk != null) {
            disk.close();
        }
        if (databaseProxy != null) {
            databaseProxy.close();
        }
        if (broker != null) {
            broker.close();
        }
        database.stop();
    }

    @Test
    void fullDiskOfANodeIsNotNoticedByUsersAndReportedOnce() throws Exception {
        StackdeckProcess node = cluster.node(0);
        String before = node.output();

        assertThat(underLoad("full disk of a node", disk::fill).statuses().keySet())
                .containsExactly(200);

        assertThat(node.rest().get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(reports(node, before))
                .filteredOn(line -> line.contains("Could not write the newest entry of the audit trail"))
                .hasSize(1);
        assertThat(reports(node, before))
                .filteredOn(line -> line.contains("Could not write the inventory cache"))
                .hasSizeLessThanOrEqualTo(1);

        disk.freeSpace();

        Path witness = node.dataDirectory().resolve("audit-witness");
        String old = Files.readString(witness);
        JsonHttpClient root = node.rest("root");
        assertThat(Files.readString(witness))
                .as("audit witness after a sign-in")
                .isNotEqualTo(old);
        assertThat(root.get("/api/admin/audit/verification")
                        .body()
                        .path("whole")
                        .asBoolean())
                .isTrue();
        assertThat(node.stop()).isTrue();
        assertThat(Files.readString(directory.resolve(LOG)))
                .as("log file after the disk was full")
                .contains("Graceful shutdown complete");
        node.start();
    }

    private static List<String> reports(StackdeckProcess node, String before) {
        return node.output()
                .substring(before.length())
                .lines()
                .filter(line -> line.contains("WARN") || line.contains("ERROR"))
                .toList();
    }

    @Test
    void stoppedDatabaseEndsNoSessionAndLosesOrRepeatsNoOperation() throws Exception {
        databaseOutage("MariaDB stopped for 12 s", DatabaseServer::stop);
    }

    @Test
    void killedDatabaseEndsNoSessionAndLosesOrRepeatsNoOperation() throws Exception {
        databaseOutage("MariaDB killed, away for 12 s", DatabaseServer::kill);
    }

    private void databaseOutage(String name, Consumer<DatabaseServer> leave) throws Exception {
        ClusterLoad.Visits visits = underLoad(name, () -> {
            leave.accept(database);
            LockSupport.parkNanos(DATABASE_OUTAGE.toNanos());
            database.startAgain();
        });
        assertThat(visits.statuses().keySet()).isSubsetOf(200, 503);
    }

    @Test
    void nodeThatIsCutFromTheDatabaseEndsNoSessionAndLosesOrRepeatsNoOperation() throws Exception {
        cutFromDatabase("a node cut from MariaDB for 20 s, nginx", cluster.signedInBrowsers(BROWSERS));
    }

    @Test
    void haproxyMovesBrowsersFromANodeThatIsCutFromTheDatabase() throws Exception {
        ReverseProxyProcess haproxy = cluster.startProxy(
                ReverseProxyProcess.Program.HAPROXY, Files.createDirectory(directory.resolve("haproxy")));
        cutFromDatabase("a node cut from MariaDB for 20 s, HAProxy", cluster.signedInBrowsers(BROWSERS, haproxy));
    }

    private void cutFromDatabase(String name, List<HttpBrowser> browsers) throws Exception {
        ClusterLoad.Visits visits = underLoad(name, browsers, () -> {
            databaseProxy.cut();
            LockSupport.parkNanos(CUT.toNanos());
            databaseProxy.restore();
            awaitReadiness(cluster.node(1));
        });
        assertThat(visits.statuses().keySet()).isSubsetOf(0, 200, 503);
    }

    private static void awaitReadiness(StackdeckProcess node) {
        Polling.waitUntil(
                "readiness",
                NodeCluster.PATIENCE,
                () -> node.rest().get("/actuator/health/readiness").status(),
                status -> status == 200);
    }

    @Test
    void restartOfNginxEndsNoSessionAndLosesOrRepeatsNoOperation() throws Exception {
        ClusterLoad.Visits visits =
                underLoad("nginx restarted", () -> cluster.proxy().restart());
        assertThat(visits.statuses().keySet()).isSubsetOf(0, 200);
    }

    @Test
    void killedBrokerCausesNoGapAndNotificationsAreReceivedAfterItsRestart() throws Exception {
        cluster.nodes().forEach(node -> awaitConnections(node, 0));
        List<Integer> connections =
                cluster.nodes().stream().map(ServiceOutageTests::connections).toList();
        showsChangeOnAllNodes("notified-before", true);

        ClusterLoad.Visits visits = underLoad("RabbitMQ killed", () -> {
            broker.kill();
            showsChangeOnAllNodes("polled-1", false);
            showsChangeOnAllNodes("polled-2", false);
            broker.startAgain();
        });
        assertThat(visits.statuses().keySet()).containsExactly(200);

        IntStream.range(0, NODES).forEach(node -> awaitConnections(cluster.node(node), connections.get(node)));
        showsChangeOnAllNodes("notified-after", true);
    }

    private static int connections(StackdeckProcess node) {
        return Math.toIntExact(
                node.output().lines().filter(line -> line.contains(CONNECTED)).count());
    }

    private static void awaitConnections(StackdeckProcess node, int before) {
        Polling.waitUntil(
                "notifications of the broker", SOON, () -> connections(node), connections -> connections > before);
    }

    /** Renames a server directly in Nova, and waits until each node shows the name. */
    private void showsChangeOnAllNodes(String name, boolean notifies) {
        JsonNode server = cluster.nova().servers().getLast();
        String id = server.path("id").asString();
        cluster.nova().rename(id, name);
        if (notifies) {
            broker.publishServerChange(id, server.path("tenant_id").asString());
        }
        for (StackdeckProcess node : cluster.nodes()) {
            JsonHttpClient viewer = node.rest("root");
            Polling.waitUntil(
                    name + " on all nodes",
                    SOON,
                    () -> viewer.get("/api/os/servers").expect(200).body().path("servers"),
                    servers -> servers.valueStream()
                            .anyMatch(shown -> shown.path("id").asString().equals(id)
                                    && shown.path("name").asString().equals(name)));
        }
    }

    /** Causes the fault while the nodes are used, and checks that each operation is executed once. */
    private ClusterLoad.Visits underLoad(String name, Runnable fault) throws ExecutionException, InterruptedException {
        return underLoad(name, cluster.signedInBrowsers(BROWSERS), fault);
    }

    private ClusterLoad.Visits underLoad(String name, List<HttpBrowser> browsers, Runnable fault)
            throws ExecutionException, InterruptedException {
        try (ClusterLoad load =
                new ClusterLoad(cluster, browsers, BROWSER_PAUSE, cluster.stoppableServers(MAX_ACTIONS))) {
            load.awaitAccepted(ACTIONS_BEFORE);
            fault.run();
            load.awaitAccepted(ACTIONS_AFTER);
            ClusterLoad.Visits visits = load.stop();
            System.out.printf(
                    "FIGURE | %s: responses by status %s, longest time without a page | %d ms%n",
                    name, visits.statuses(), visits.longestOutage().toMillis());
            System.out.printf("FIGURE | %s: operations, all executed once | %d%n", name, load.assertExecutedOnce());
            cluster.assertAuditTrailIsWhole();
            return visits;
        }
    }
}
