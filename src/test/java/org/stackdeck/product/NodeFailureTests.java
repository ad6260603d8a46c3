package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.database.DatabaseInstalledCondition;
import org.stackdeck.database.DatabaseProduct;

/** Three Stackdeck processes behind nginx on one MariaDB. Processes end while browsers and REST clients use them. */
@Tag("jar")
@Tag("proxy")
@Tag("mariadb")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(DatabaseInstalledCondition.class)
class NodeFailureTests {

    private static final int NODES = 3;
    private static final int BROWSERS = Integer.getInteger("browsers", 6);
    private static final int SERVERS = 80;
    private static final int OPERATIONS = Integer.getInteger("operations", 12);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private SimulatorProcess simulator;
    private NodeCluster cluster;
    private List<HttpBrowser> browsers;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        simulator = SimulatorProcess.start(directory, SERVERS);
        cluster = new NodeCluster(
                directory,
                simulator.cloudsFile(),
                DatabaseProduct.MARIADB.running().newDatabase(),
                Collections.nCopies(NODES, Map.of()));
        browsers = cluster.signedInBrowsers(BROWSERS);
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
    @Order(1)
    void regularStopOfANodeIsNotNoticedByBrowsersAndHandsRunningOperationsOver() throws Exception {
        List<String> servers = cluster.stoppableServers(OPERATIONS);
        try (ClusterLoad load = new ClusterLoad(cluster, browsers, PAUSE, servers)) {
            load.awaitAccepted(OPERATIONS / 2);
            assertThat(cluster.node(1).stop()).isTrue();
            load.awaitAccepted(OPERATIONS);
            assertThat(load.stop().statuses().keySet()).containsExactly(200);
            assertThat(load.assertExecutedOnce()).isEqualTo(OPERATIONS);
        }
    }

    /** Runs last, so that no node has to be started again. */
    @Test
    @Order(2)
    void killOfANodeUnderLoadEndsNoSessionAndLosesOrRepeatsNoOperation() {
        List<String> servers = cluster.stoppableServers(OPERATIONS);
        Map<String, Integer> before = cluster.actionCounts(servers);

        Map<String, String> operations = new HashMap<>();
        for (String server : servers) {
            if (operations.size() == servers.size() / 2) {
                cluster.node(0).kill();
            }
            operations.put(server, cluster.submitUntilAccepted(server, "stop"));
        }
        long killed = System.nanoTime();
        browsers.forEach(
                browser -> assertThat(browser.get("/servers").statusCode()).isEqualTo(200));
        System.out.printf(
                "FIGURE | %d browsers have a page again after the kill of one of %d nodes | %d ms%n",
                BROWSERS, NODES, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed));

        cluster.assertExecutedOnce(operations, before);
        System.out.printf(
                "FIGURE | all %d operations have ended | %d ms%n",
                operations.size(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed));
        cluster.assertAuditTrailIsWhole();
    }
}
