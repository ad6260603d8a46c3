package org.stackdeck.ui.servers;

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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.cloud.ChangeHints;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.notifications.LabBroker;
import org.stackdeck.product.Lab;
import org.stackdeck.product.Nova;

/**
 * Delivers notifications of the lab's Nova over RabbitMQ to an open grid. The cloud is polled only every ten minutes.
 */
@Tag("lab")
class NotificationsFromNovaTests {

    private static final CloudName CLOUD = new CloudName("lab");
    private static final Duration LONG_BEFORE_THE_POLL = Duration.ofSeconds(10);

    private final Nova nova = Nova.of(Lab.cloudsFile(), "staff");
    private final String name = "told-by-nova-" + ProcessHandle.current().pid();

    @TempDir
    Path directory;

    private String server;
    private @Nullable RunningInventory console;

    @BeforeEach
    void create() {
        server = nova.create(name);
    }

    @AfterEach
    void delete() {
        if (console != null) {
            console.close();
        }
        nova.delete(server);
    }

    /** Topics of the versioned and the unversioned format; a Nova uses one of them or both. */
    @ParameterizedTest
    @ValueSource(strings = {"versioned_notifications", "notifications"})
    void whatIsDoneFromOutsideShowsLongBeforeThePoll(String topic) throws IOException, TimeoutException {
        try (LabBroker broker = new LabBroker()) {
            String queue = broker.hearNova(topic);
            nova.rename(server, name + "-first");
            assumeThat(told(broker, queue)).as("the lab's Nova uses " + topic).isTrue();
            OpenGrid grid = open(broker.novas(topic));
            shows(grid, "listed", name + "-first", "ACTIVE");

            nova.rename(server, name + "-renamed");
            shows(grid, "renamed", name + "-renamed", "ACTIVE");
            nova.stop(server);
            shows(grid, "stopped", name + "-renamed", "SHUTOFF");
            nova.delete(server);
            await("deleted")
                    .atMost(LONG_BEFORE_THE_POLL)
                    .untilAsserted(
                            () -> assertThat(grid.lines()).extracting(Line::id).doesNotContain(server));
        }
    }

    private OpenGrid open(Map<String, Object> broker) throws IOException {
        Path cloudsYaml = directory.resolve("clouds.yaml");
        CloudsFile.read(Lab.cloudsFile())
                .only("staff", CLOUD.value())
                .notified(CLOUD.value(), broker)
                .write(cloudsYaml);
        RunningInventory running = RunningInventory.start(
                directory.resolve("data"),
                cloudsYaml,
                CLOUD.value(),
                Map.of(
                        "stackdeck.openstack.page-size", "200",
                        "stackdeck.inventory.pace", "10m",
                        "stackdeck.inventory.notified-pace", "10m",
                        "stackdeck.inventory.idle-pace", "10m"));
        console = running;
        OpenGrid grid = running.open(running.access().administrator(), GridQuery.ALL);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(running.hints().channel(CLOUD))
                        .containsInstanceOf(ChangeHints.Channel.Connected.class));
        return grid;
    }

    private static boolean told(LabBroker broker, String queue) {
        try {
            await().atMost(Duration.ofSeconds(3)).until(() -> broker.heard(queue) > 0);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private void shows(OpenGrid grid, String what, String itsName, String status) {
        long began = System.nanoTime();
        await(what)
                .pollInterval(Duration.ofMillis(10))
                .atMost(LONG_BEFORE_THE_POLL)
                .untilAsserted(() -> assertThat(grid.lines())
                        .filteredOn(line -> line.id().equals(server))
                        .extracting(Line::name, Line::status)
                        .containsExactly(tuple(itsName, status)));
        System.out.printf("%s: %d ms%n", what, (System.nanoTime() - began) / 1_000_000);
    }
}
