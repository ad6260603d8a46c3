package org.stackdeck.ui.servers.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.cloud.ChangeHintSource;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.notifications.LabBroker;
import org.stackdeck.product.OnLab;
import org.stackdeck.product.OpenStackLab;
import org.stackdeck.product.TestNovaClient;
import org.stackdeck.ui.servers.search.ServerGridQuery;

/**
 * Tests the delivery of notifications of the lab's Nova over RabbitMQ to an open grid. Stackdeck polls the cloud only
 * every ten minutes.
 */
@OnLab
class NovaNotificationGridTests {

    private static final CloudName CLOUD = new CloudName("lab");
    private static final Duration LONG_BEFORE_THE_POLL = Duration.ofSeconds(10);

    private final TestNovaClient testNovaClient = TestNovaClient.connect(OpenStackLab.cloudsFile(), "staff");
    private final String name = "told-by-nova-" + ProcessHandle.current().pid();

    @TempDir
    Path directory;

    private String server;
    private @Nullable InventoryTestContext console;

    @BeforeEach
    void create() {
        server = testNovaClient.create(name);
    }

    @AfterEach
    void delete() {
        if (console != null) {
            console.close();
        }
        testNovaClient.delete(server);
    }

    /**
     * Covers the topics of the versioned and the unversioned format, and skips a topic that the lab's Nova does not
     * use.
     */
    @ParameterizedTest
    @ValueSource(strings = {"versioned_notifications", "notifications"})
    void notifiedChangesAreShownLongBeforeTheNextPoll(String topic) throws IOException, TimeoutException {
        try (LabBroker broker = new LabBroker()) {
            String queue = broker.bindQueueToNova(topic);
            testNovaClient.rename(server, name + "-first");
            assumeThat(told(broker, queue)).as("the lab's Nova uses " + topic).isTrue();
            TestGridPage page = open(broker.notificationsEntryOfNova(topic));
            shows(page, "listed", name + "-first", "ACTIVE");

            testNovaClient.rename(server, name + "-renamed");
            shows(page, "renamed", name + "-renamed", "ACTIVE");
            testNovaClient.stop(server);
            shows(page, "stopped", name + "-renamed", "SHUTOFF");
            testNovaClient.delete(server);
            await("deleted")
                    .atMost(LONG_BEFORE_THE_POLL)
                    .untilAsserted(() -> assertThat(page.rowValues())
                            .extracting(ServerRowValues::id)
                            .doesNotContain(server));
        }
    }

    private TestGridPage open(Map<String, Object> broker) throws IOException {
        Path cloudsYaml = directory.resolve("clouds.yaml");
        TestCloudsFile.read(OpenStackLab.cloudsFile())
                .withOnly("staff", CLOUD.value())
                .withNotifications(CLOUD.value(), broker)
                .write(cloudsYaml);
        InventoryTestContext running = InventoryTestContext.start(
                directory.resolve("data"),
                cloudsYaml,
                CLOUD.value(),
                Map.of(
                        "stackdeck.openstack.page-size", "200",
                        "stackdeck.inventory.pace", "10m",
                        "stackdeck.inventory.notified-pace", "10m",
                        "stackdeck.inventory.idle-pace", "10m"));
        console = running;
        TestGridPage page = running.open(running.access().administrator(), ServerGridQuery.ALL);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(running.hints().connectionState(CLOUD))
                        .containsInstanceOf(ChangeHintSource.ConnectionState.Connected.class));
        return page;
    }

    private static boolean told(LabBroker broker, String queue) {
        try {
            await().atMost(Duration.ofSeconds(3)).until(() -> broker.messageCount(queue) > 0);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private void shows(TestGridPage page, String what, String itsName, String status) {
        long began = System.nanoTime();
        await(what)
                .pollInterval(Duration.ofMillis(10))
                .atMost(LONG_BEFORE_THE_POLL)
                .untilAsserted(() -> assertThat(page.rowValues())
                        .filteredOn(serverRowValues -> serverRowValues.id().equals(server))
                        .extracting(ServerRowValues::name, ServerRowValues::status)
                        .containsExactly(tuple(itsName, status)));
        System.out.printf("%s: %d ms%n", what, (System.nanoTime() - began) / 1_000_000);
    }
}
