package org.stackdeck.ui.servers;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Freshness.State;
import org.stackdeck.simulator.SimulatedFault;
import org.stackdeck.simulator.Simulator;
import org.stackdeck.simulator.SimulatorOptions;

/** Two clouds in one grid, of which one fails. */
class SeveralCloudsTests {

    private static final CloudName NORTH = new CloudName("north");
    private static final CloudName SOUTH = new CloudName("south");
    private static final int SERVERS = 20;

    private final Simulator north = Simulator.start(SimulatorOptions.defaults().withServers(SERVERS));
    private final Simulator south = Simulator.start(SimulatorOptions.defaults().withServers(SERVERS));

    @TempDir
    Path directory;

    private @Nullable RunningInventory console;

    @BeforeEach
    void configure() throws IOException {
        CloudsFile both = CloudsFile.read(own(north)).only("simulator", NORTH.value());
        both.and(CloudsFile.read(own(south)).only("simulator", SOUTH.value())).write(cloudsYaml());
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
        OpenGrid grid = open();
        OpenGrid members = running().open(running().viewer("staff"), GridQuery.ALL);
        patiently(() -> {
            assertThat(grid.size()).isEqualTo(2 * SERVERS);
            assertThat(grid.state(NORTH)).isEqualTo(State.LIVE);
            assertThat(grid.state(SOUTH)).isEqualTo(State.LIVE);
            assertThat(members.lines()).isNotEmpty();
        });
        Set<Line> shownToMember = members.lines();

        south.goDown();
        patiently(() -> assertThat(grid.state(SOUTH)).isEqualTo(State.STALE));
        Instant died = Objects.requireNonNull(grid.of(SOUTH).confirmedAt());
        String id = north.servers().create("staff", "in-the-north");
        patiently(() -> {
            assertThat(grid.lines()).extracting(Line::name).contains("in-the-north");
            assertThat(members.lines()).extracting(Line::name).contains("in-the-north");
            assertThat(members.lines()).containsAll(shownToMember);
            assertThat(grid.of(NORTH).confirmedAt()).isAfter(died.plusSeconds(1));
        });
        assertThat(grid.state(NORTH)).isEqualTo(State.LIVE);
        assertThat(grid.of(SOUTH).confirmedAt()).isEqualTo(died);
        assertThat(grid.size()).isEqualTo(2 * SERVERS + 1);

        north.servers().delete(id);
        south.servers().create("research", "in-the-south");
        south.comeBack();
        patiently(() -> {
            assertThat(grid.state(SOUTH)).isEqualTo(State.LIVE);
            assertThat(grid.lines())
                    .extracting(Line::name)
                    .contains("in-the-south")
                    .doesNotContain("in-the-north");
        });
    }

    @Test
    void slowCloudDoesNotDelayTheOther() {
        south.faults().add(SimulatedFault.latency(null, Duration.ofSeconds(30)));
        OpenGrid grid = open();

        patiently(() -> assertThat(grid.state(NORTH)).isEqualTo(State.LIVE));
        north.servers().create("staff", "in-the-north");

        patiently(() -> assertThat(grid.lines()).extracting(Line::name).contains("in-the-north"));
        assertThat(grid.state(SOUTH)).isEqualTo(State.LOADING);
        assertThat(grid.of(SOUTH)).extracting(Freshness::complete).isEqualTo(false);
    }

    private OpenGrid open() {
        console = RunningInventory.start(directory.resolve("data"), cloudsYaml(), "", Map.of());
        return console.open(console.access().administrator(), GridQuery.ALL);
    }

    private RunningInventory running() {
        return Objects.requireNonNull(console);
    }

    private Path cloudsYaml() {
        return directory.resolve("clouds.yaml");
    }

    private static void patiently(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(assertion);
    }
}
