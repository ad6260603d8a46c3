package org.stackdeck.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stackdeck.simulator.Simulator;
import org.stackdeck.simulator.SimulatorOptions;
import org.stackdeck.simulator.support.ManualScheduler;

class RandomServerActivityTests {

    private final ManualScheduler clock = new ManualScheduler(Instant.parse("2026-11-25T08:00:00Z"));

    @Test
    void changesHappenAtTheConfiguredRate() {
        try (Simulator simulator =
                Simulator.start(SimulatorOptions.defaults().withClock(clock).withChangesPerMinute(6))) {
            clock.advance(Duration.ofMinutes(10));

            assertThat(changes(simulator)).isBetween(40L, 80L);
        }
    }

    @Test
    void noChangesHappenByDefault() {
        try (Simulator simulator =
                Simulator.start(SimulatorOptions.defaults().withClock(clock).withChangesPerMinute(6))) {
            simulator.changesPerMinute(0);
            clock.advance(Duration.ofHours(1));

            assertThat(changes(simulator)).isZero();
        }
    }

    @Test
    void lockedAndUnusualServersAreNotChanged() {
        try (Simulator simulator =
                Simulator.start(SimulatorOptions.defaults().withClock(clock).withChangesPerMinute(60))) {
            clock.advance(Duration.ofHours(1));

            for (String name : List.of("staff-dc-1", "staff-quarantine", "staff-stubborn", "research-defrag")) {
                String id = simulator.servers().findByName(name).orElseThrow();
                assertThat(simulator.servers().actions(id)).as(name).containsExactly("create");
            }
        }
    }

    /** A server that only appears to be ACTIVE cannot be stopped, so it must not be started either. */
    @Test
    void serverThatWasNotStoppedIsNotStarted() {
        try (Simulator simulator =
                Simulator.start(SimulatorOptions.defaults().withServers(0).withClock(clock))) {
            String id = simulator.servers().create("staff", "odd");
            simulator.servers().setState(id, "building", null, 1);
            simulator.servers().setDisplayedStatus(id, "ACTIVE");
            simulator.changesPerMinute(60);
            clock.advance(Duration.ofMinutes(1));

            simulator.servers().setState(id, "stopped", null, 4);
            clock.advance(Duration.ofMinutes(5));

            assertThat(simulator.servers().actions(id)).containsExactly("create");
        }
    }

    private static long changes(Simulator simulator) {
        ServerControls servers = simulator.servers();
        return servers.ids().stream()
                .mapToLong(id -> servers.actions(id).size() - 1)
                .sum();
    }
}
