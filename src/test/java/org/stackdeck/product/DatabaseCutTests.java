package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.database.DatabaseInstalledCondition;
import org.stackdeck.database.DatabaseProduct;
import org.stackdeck.database.DatabaseServer;
import org.stackdeck.platform.node.NodeEvent;
import org.stackdeck.platform.node.NodeEventPublisher;
import org.stackdeck.simulator.Simulator;
import org.stackdeck.simulator.SimulatorOptions;

/** Tests a node whose connections to the database no longer transport data, and another one that is not affected. */
@Tag("integration")
@ExtendWith(DatabaseInstalledCondition.class)
abstract class DatabaseCutTests {

    /**
     * Longer than the time after which threads of the node and transactions of the lost connections end, so that the
     * result does not depend on the load.
     */
    private static final Duration SOON = Duration.ofMinutes(3);

    private final Simulator simulator =
            Simulator.start(SimulatorOptions.defaults().withServers(20));
    private final String database;
    private final String cutDatabase;
    private final DroppingTcpProxy proxy;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    @TempDir
    private Path directory;

    private record CutEnded() implements NodeEvent {}

    DatabaseCutTests(DatabaseProduct product) {
        this.database = product.running().newDatabase();
        int port = URI.create(database.substring("jdbc:".length())).getPort();
        this.proxy = new DroppingTcpProxy(port);
        this.cutDatabase = database.replace(":" + port + "/", ":" + proxy.port() + "/");
        started.push(simulator);
        started.push(proxy);
    }

    @AfterEach
    void stop() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }

    @Test
    void nodeThatWasCutOffContinuesWhenNewConnectionsWork() throws Exception {
        Path clouds = directory.resolve("clouds.yaml");
        simulator.writeCloudsYaml(clouds);
        Map<String, String> settings = Map.of(
                "stackdeck.clouds-file", clouds.toString(),
                "stackdeck.clouds", "staff",
                "stackdeck.secrets-key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        StackdeckNode cut = start("cut", cutDatabase, settings);
        cut.setUp("root");
        await().atMost(SOON).until(() -> calls(cut) > 0);
        String leader = leaseHolder();
        assertThat(leader).isNotEmpty();
        StackdeckNode other = start("other", database, settings);
        String root = other.signIn("root");
        AtomicInteger events = countEvents(cut);

        proxy.cut();

        await().atMost(SOON).until(() -> calls(other) > 0);
        assertThat(leaseHolder()).isNotEqualTo(leader);
        await().atMost(SOON).untilAsserted(() -> assertThat(health(cut)).hasStatus(503));
        other.bean(NodeEventPublisher.class).publishToOtherNodes(List.of(new CutEnded()));
        assertThat(events).hasValue(0);

        proxy.restore();

        await().atMost(SOON).untilAsserted(() -> assertThat(health(cut)).hasStatusOk());
        await().atMost(SOON).untilAsserted(() -> assertThat(events).hasValue(1));
        String server =
                TestNovaClient.connect(clouds, "staff").withStatus("ACTIVE").getFirst();
        awaitOperation(cut, root, startAction(cut, root, server));
        Set<String> others = Set.of(leaseHolder(), "");
        started.remove(other);
        other.close();
        await().atMost(SOON).until(() -> !others.contains(leaseHolder()));
    }

    private StackdeckNode start(String name, String url, Map<String, String> settings) {
        StackdeckNode node = StackdeckNode.start(directory.resolve(name), url, settings);
        started.push(node);
        return node;
    }

    private static AtomicInteger countEvents(StackdeckNode node) {
        AtomicInteger events = new AtomicInteger();
        ApplicationListener<ApplicationEvent> listener = event -> {
            if (event instanceof PayloadApplicationEvent<?> published && published.getPayload() instanceof CutEnded) {
                events.incrementAndGet();
            }
        };
        node.bean(ApplicationEventMulticaster.class).addApplicationListener(listener);
        return events;
    }

    private static double calls(StackdeckNode node) {
        return node.bean(MeterRegistry.class)
                .get("stackdeck.cloud.calls")
                .functionCounter()
                .count();
    }

    /** Returns the node that holds the lease of the cloud, or an empty text. */
    private String leaseHolder() {
        return JdbcClient.create(new DriverManagerDataSource(database, DatabaseServer.USER, ""))
                .sql("select coalesce(max(node), '') from cloud_lease")
                .query(String.class)
                .single();
    }

    private static MvcTestResult health(StackdeckNode node) {
        return node.loadPage("/actuator/health/readiness", new Cookie("any", "cookie"));
    }

    private static String startAction(StackdeckNode node, String token, String server) {
        MvcTestResult result = await().atMost(SOON)
                .until(
                        () -> node.post("/api/os/servers/" + server + "/action", token, Map.of("action", "stop")),
                        response -> response.getResponse().getStatus() == 202);
        return StackdeckNode.json(result).path("operation").path("id").asString();
    }

    private static void awaitOperation(StackdeckNode node, String token, String operation) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(StackdeckNode.json(node.get("/api/os/operations/" + operation, token))
                                .path("state")
                                .asString())
                        .isEqualTo("SUCCEEDED"));
    }
}
