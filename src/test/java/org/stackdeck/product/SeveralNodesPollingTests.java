package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.database.DatabaseInstalledCondition;
import org.stackdeck.database.DatabaseProduct;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.platform.Subscription;
import org.stackdeck.simulator.Simulator;
import org.stackdeck.simulator.SimulatorOptions;

/** Tests several nodes, one of which polls the simulated cloud for all. A proxy counts the requests of all nodes. */
@Tag("integration")
@Tag("mariadb")
@ExtendWith(DatabaseInstalledCondition.class)
class SeveralNodesPollingTests {

    private static final CloudName STAFF = new CloudName("staff");

    /** Much longer than the seconds in which changes take effect, so that the result does not depend on the load. */
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Number of requests of the polling node during which the requests of all nodes are counted. */
    private static final int REQUESTS = 20;

    /** Tolerance of the counts, because polls can be in progress when the count begins or ends. */
    private static final int ROUND = 3;

    private final Simulator simulator =
            Simulator.start(SimulatorOptions.defaults().withServers(40));
    private final CountingProxy proxy = new CountingProxy();
    private final String database = DatabaseProduct.MARIADB.running().newDatabase();
    private final Deque<AutoCloseable> started = new ArrayDeque<>(List.of(simulator, proxy));
    private Map<String, String> settings;
    private TestNovaClient nova;

    @TempDir
    private Path directory;

    @BeforeEach
    void configure() {
        Path direct = directory.resolve("direct.yaml");
        simulator.writeCloudsYaml(direct);
        nova = TestNovaClient.connect(direct, "staff");
        settings = Map.of(
                "stackdeck.clouds-file", proxy.rewrite(direct, directory).toString(),
                "stackdeck.clouds", "staff",
                "stackdeck.secrets-key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    }

    @AfterEach
    void stop() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }

    private StackdeckNode start(String name) {
        StackdeckNode node = StackdeckNode.start(directory.resolve(name), database, settings);
        started.push(node);
        return node;
    }

    private void close(StackdeckNode node) {
        started.remove(node);
        node.close();
    }

    private UserId setUp(StackdeckNode node) {
        assertThat(node.post(
                        "/api/setup",
                        null,
                        Map.of(
                                "code", StackdeckNode.SETUP_CODE,
                                "username", "root.one",
                                "password", StackdeckNode.PASSWORD)))
                .hasStatus(201);
        return node.bean(UserDirectory.class)
                .findByName("root.one")
                .map(User::id)
                .orElseThrow();
    }

    @Test
    void oneNodePollsForBothUntilItDiesOrStops() {
        StackdeckNode first = start("first");
        UserId root = setUp(first);
        StackdeckNode second;
        try (Subscription _ = first.bean(Inventory.class).subscribe(root, _ -> {})) {
            await().atMost(SOON).until(() -> isLive(first));
            Counted alone = count(first);

            second = start("second");
            try (Subscription _ = second.bean(Inventory.class).subscribe(root, _ -> {})) {
                await().atMost(SOON)
                        .until(() -> isLive(second) && servers(second).equals(servers(first)));
                Counted both = count(first);
                StackdeckNode third = start("third");
                Counted three;
                try (Subscription _ = third.bean(Inventory.class).subscribe(root, _ -> {})) {
                    await().atMost(SOON)
                            .until(() -> isLive(third) && servers(third).equals(servers(first)));
                    three = count(first);
                    assertThat(calls(third)).isZero();
                }
                close(third);

                new BenchmarkFigure(
                                "requests for lists of servers by one node, during 20 requests of its polls",
                                alone.lists(),
                                REQUESTS + ROUND,
                                "requests")
                        .print();
                new BenchmarkFigure(
                                "the same by two nodes with viewers on both",
                                both.lists(),
                                REQUESTS + ROUND,
                                "requests")
                        .print();
                new BenchmarkFigure(
                                "the same by three nodes with viewers on all of them",
                                three.lists(),
                                REQUESTS + ROUND,
                                "requests")
                        .print();
                new BenchmarkFigure("all requests of one node", alone.all(), 4 * REQUESTS, "requests").print();
                new BenchmarkFigure("all requests of two nodes", both.all(), 4 * REQUESTS, "requests").print();
                new BenchmarkFigure("all requests of three nodes", three.all(), 4 * REQUESTS, "requests").print();
                assertThat(both.lists()).isBetween(alone.lists() - ROUND, alone.lists() + ROUND);
                assertThat(three.lists()).isBetween(alone.lists() - ROUND, alone.lists() + ROUND);
                assertThat(calls(second)).isZero();

                String web = nova.withStatus("ACTIVE").getFirst();
                nova.stop(web);
                awaitStatus(first, web, "SHUTOFF");
                long known = System.nanoTime();
                awaitStatus(second, web, "SHUTOFF");
                print("a change from the inventory of the polling node to that of the other", known, 500);

                first.bean(HikariDataSource.class).close();
                long death = System.nanoTime();
                await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(() -> calls(second) > 0);
                print("from the end of a node's connection to the database to the polls of the other", death, 5_000);
                nova.start(web);
                awaitStatus(second, web, "ACTIVE");
                assertThat(isLive(second)).isTrue();
            }
        }
        close(first);
        viewersOnTheOtherNodeDeterminePollsAndAStoppedNodeIsReplacedAtOnce(second, start("fourth"), root);
    }

    private void viewersOnTheOtherNodeDeterminePollsAndAStoppedNodeIsReplacedAtOnce(
            StackdeckNode polling, StackdeckNode other, UserId root) {
        await().atMost(SOON).until(() -> isLive(other));
        await().atMost(Duration.ofMinutes(2)).until(() -> pace(polling).compareTo(Duration.ofSeconds(10)) > 0);

        try (Subscription _ = other.bean(Inventory.class).subscribe(root, _ -> {})) {
            long viewed = System.nanoTime();
            await().atMost(SOON).until(() -> pace(polling).compareTo(Duration.ofSeconds(2)) <= 0);
            print("a viewer on another node, to the pace of the polling node", viewed, 1_000);
            double before = calls(polling);
            await().atMost(SOON).until(() -> calls(polling) > before + 5);
            assertThat(calls(other)).isZero();

            close(polling);
            long stopped = System.nanoTime();
            await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(() -> calls(other) > 0);
            print("from the end of a node to the polls of another", stopped, 1_000);
        }
    }

    /**
     * @param lists requests for lists of servers
     * @param all requests to all services
     */
    private record Counted(int lists, int all) {}

    /** Counts the requests of all nodes until the polls of this node have caused {@value #REQUESTS} requests. */
    private Counted count(StackdeckNode polling) {
        double before = calls(polling);
        proxy.takeCounts();
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> calls(polling) >= before + REQUESTS);
        Map<String, Integer> counts = proxy.takeCounts();
        List<Integer> lists = new ArrayList<>();
        counts.forEach((kind, number) -> {
            if (kind.contains("/servers/detail")) {
                lists.add(number);
            }
        });
        return new Counted(
                lists.stream().mapToInt(Integer::intValue).sum(),
                counts.values().stream().mapToInt(Integer::intValue).sum());
    }

    private static double calls(StackdeckNode node) {
        return node.bean(MeterRegistry.class)
                .get("stackdeck.cloud.calls")
                .functionCounter()
                .count();
    }

    private static boolean isLive(StackdeckNode node) {
        Freshness freshness = node.bean(Inventory.class).snapshot().freshness().get(STAFF);
        return freshness != null && freshness.state() == Freshness.State.LIVE;
    }

    private static Duration pace(StackdeckNode node) {
        Freshness freshness = node.bean(Inventory.class).snapshot().freshness().get(STAFF);
        return freshness == null ? Duration.ZERO : freshness.pace();
    }

    private static Map<ServerKey, Server> servers(StackdeckNode node) {
        return node.bean(Inventory.class).snapshot().servers();
    }

    private static void awaitStatus(StackdeckNode node, String server, String status) {
        ServerKey key = new ServerKey(STAFF, new ServerId(server));
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> Optional.ofNullable(servers(node).get(key))
                        .filter(found -> found.status().name().equals(status))
                        .isPresent());
    }

    private static void print(String name, long start, long limit) {
        BenchmarkFigure.millis(name, Duration.ofNanos(System.nanoTime() - start).toMillis(), limit)
                .print();
    }
}
