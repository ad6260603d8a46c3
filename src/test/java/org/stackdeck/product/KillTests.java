package org.stackdeck.product;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTests {

    @TempDir
    Path directory;

    @Test
    @Tag("jar")
    void killAfterAnAcceptedActionNeitherLosesNorRepeatsIt() {
        try (var simulator = StandAloneSimulator.start(directory, 20);
                var console = Console.of(directory, simulator.cloudsFile(), List.of("staff"))) {
            Nova nova = Nova.of(simulator.cloudsFile(), "staff");
            console.setUp("root");

            new KillRounds(console, nova, nova.withStatus("ACTIVE").getFirst()).run(rounds(5), "root");
        }
    }

    @Test
    @Tag("lab")
    void killAfterAnAcceptedActionNeitherLosesNorRepeatsItOnARealCloud() {
        Nova nova = Nova.of(Lab.cloudsFile(), "staff");
        String server = nova.create("kill-rounds");
        try (var console = Console.of(directory, Lab.cloudsFile(), List.of("staff"))) {
            console.setUp("root");

            new KillRounds(console, nova, server).run(rounds(5), "root");
        } finally {
            nova.delete(server);
        }
    }

    @Test
    @Tag("lab")
    void killDuringALaunchCreatesEachServerOnce() {
        Nova nova = Nova.of(Lab.cloudsFile(), "staff");
        try (var console = Console.of(directory, Lab.cloudsFile(), List.of("console-all"))) {
            console.setUp("root");

            new LaunchKillRounds(console, nova).run(rounds(5), "root");
        }
    }

    /** Run with {@code -Drounds=50}, see docs/reliability.md. */
    @Test
    @Tag("lab")
    void killDuringMixedOperationsNeitherLosesNorRepeatsAny() {
        Nova nova = Nova.of(Lab.cloudsFile(), "staff");
        List<String> servers = IntStream.rangeClosed(1, 4)
                .mapToObj(number -> nova.create("mixed-kill-" + number))
                .toList();
        try (var console = Console.of(directory, Lab.cloudsFile(), List.of("staff"))) {
            console.setUp("root");
            long seed = Long.getLong("seed", System.nanoTime());
            System.out.println("mixed kill rounds: -Dseed=" + seed);

            new MixedKillRounds(console, nova, servers, seed).run(rounds(3), "root");
        } finally {
            servers.forEach(nova::delete);
            nova.deleteImages(MixedKillRounds.NAMED);
        }
    }

    private static int rounds(int usual) {
        return Integer.getInteger("rounds", usual);
    }
}
