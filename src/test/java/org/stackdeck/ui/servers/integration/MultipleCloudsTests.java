package org.stackdeck.ui.servers.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Freshness.State;
import org.stackdeck.simulator.Simulator;
import org.stackdeck.simulator.SimulatorOptions;
import org.stackdeck.simulator.control.SimulatedFault;
import org.stackdeck.ui.servers.search.ServerGridQuery;

/** Tests two clouds in one grid, one of which fails or is slow. */
@Tag("integration")
class MultipleCloudsTests {

    private static final CloudName NORTH = new CloudName("north");
    private static final CloudName SOUTH = new CloudName("south");
    private static final int SERVERS = 20;

    private final Simulator north = Simulator.start(SimulatorOptions.defaults().withServers(SERVERS));
    private final Simulator south = Simulator.start(SimulatorOptions.defaults().withServers(SERVERS));

    @TempDir
    Path directory;

    private @Nullable InventoryTestContext console;

    @BeforeEach
    void configure() throws IOException {
        TestCloudsFile testCloudsFile = TestCloudsFile.read(own(north)).withOnly("simulator", NORTH.value());
        testCloudsFile
                .merge(TestCloudsFile.read(own(south)).withOnly("simulator", SOUTH.value()))
                .write(cloudsYaml());
    }

    private Path own(Simulator cloud) {
        Path own = directory.resolve("own.yaml");
        cloud.writeSingleCloudsYaml(own);
        return own;
    }

    @AfterEach
    void stop() {
        if (console != null) {
            console.close();
        }
        north.close();
        south.close();
    }

    @Test
    void failedCloudBecomesStaleWhileTheOtherStaysLive() {
        TestGridPage page = open();
        patiently(() -> {
            assertThat(page.size()).isEqualTo(2 * SERVERS);
            assertThat(page.state(NORTH)).isEqualTo(State.LIVE);
            assertThat(page.state(SOUTH)).isEqualTo(State.LIVE);
        });
        // Grants access to the project in both clouds, because both have been discovered.
        TestGridPage members = running().open(running().viewer("staff"), ServerGridQuery.ALL);
        patiently(() -> assertThat(members.rowValues()).isNotEmpty());
        Set<ServerRowValues> shownToMember = members.rowValues();

        south.stopListening();
        patiently(() -> assertThat(page.state(SOUTH)).isEqualTo(State.STALE));
        Instant died = Objects.requireNonNull(page.freshness(SOUTH).confirmedAt());
        String id = north.servers().create("staff", "in-the-north");
        patiently(() -> {
            assertThat(page.rowValues()).extracting(ServerRowValues::name).contains("in-the-north");
            assertThat(members.rowValues()).extracting(ServerRowValues::name).contains("in-the-north");
            assertThat(members.rowValues()).containsAll(shownToMember);
            assertThat(page.freshness(NORTH).confirmedAt()).isAfter(died.plusSeconds(1));
        });
        assertThat(page.state(NORTH)).isEqualTo(State.LIVE);
        assertThat(page.freshness(SOUTH).confirmedAt()).isEqualTo(died);
        assertThat(page.size()).isEqualTo(2 * SERVERS + 1);

        north.servers().delete(id);
        south.servers().create("research", "in-the-south");
        south.resumeListening();
        patiently(() -> {
            assertThat(page.state(SOUTH)).isEqualTo(State.LIVE);
            assertThat(page.rowValues())
                    .extracting(ServerRowValues::name)
                    .contains("in-the-south")
                    .doesNotContain("in-the-north");
        });
    }

    @Test
    void slowCloudDoesNotDelayTheOther() {
        south.faults().add(SimulatedFault.latency(null, Duration.ofSeconds(30)));
        TestGridPage page = open();

        patiently(() -> assertThat(page.state(NORTH)).isEqualTo(State.LIVE));
        north.servers().create("staff", "in-the-north");

        patiently(() ->
                assertThat(page.rowValues()).extracting(ServerRowValues::name).contains("in-the-north"));
        assertThat(page.state(SOUTH)).isEqualTo(State.LOADING);
        assertThat(page.freshness(SOUTH)).extracting(Freshness::complete).isEqualTo(false);
    }

    private TestGridPage open() {
        console = InventoryTestContext.start(directory.resolve("data"), cloudsYaml(), "", Map.of());
        return console.open(console.access().administrator(), ServerGridQuery.ALL);
    }

    private InventoryTestContext running() {
        return Objects.requireNonNull(console);
    }

    private Path cloudsYaml() {
        return directory.resolve("clouds.yaml");
    }

    private static void patiently(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(assertion);
    }
}
