package org.stackdeck.browser;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.product.Console;
import org.stackdeck.product.Lab;
import org.stackdeck.product.Nova;
import org.stackdeck.product.StandAloneSimulator;

class FirstRunTests {

    @TempDir
    Path directory;

    @Test
    @Tag("browser")
    void colleagueRegistersIsApprovedAndStopsASimulatedServer() {
        try (var simulator = StandAloneSimulator.start(directory, 40)) {
            Nova nova = Nova.of(simulator.cloudsFile(), "staff");
            String server = nova.withStatus("ACTIVE").getFirst();
            nova.rename(server, "first-run");

            run(simulator.cloudsFile(), "first-run");
        }
    }

    @Test
    @Tag("browser")
    @Tag("lab")
    void colleagueRegistersIsApprovedAndStopsAServerOfTheLab() {
        Nova nova = Nova.of(Lab.cloudsFile(), "staff");
        String server = nova.create("first-run-" + ProcessHandle.current().pid());
        try {
            run(Lab.cloudsFile(), nova.name(server));
        } finally {
            nova.delete(server);
        }
    }

    private void run(Path cloudsFile, String server) {
        try (var console = Console.of(directory, cloudsFile, List.of("staff"));
                var browsers = new Browsers()) {
            new FirstRun(console, browsers).run("staff", "staff", server);
        }
    }
}
