package org.stackdeck.browser;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.product.OnLab;
import org.stackdeck.product.OpenStackLab;
import org.stackdeck.product.SimulatorProcess;
import org.stackdeck.product.StackdeckProcess;
import org.stackdeck.product.TestNovaClient;

class FirstRunScenarioTests {

    @TempDir
    Path directory;

    @Test
    @Tag("browser")
    void colleagueRegistersIsApprovedAndStopsASimulatedServer() {
        try (var process = SimulatorProcess.start(directory, 40)) {
            TestNovaClient testNovaClient = TestNovaClient.connect(process.cloudsFile(), "staff");
            String server = testNovaClient.withStatus("ACTIVE").getFirst();
            testNovaClient.rename(server, "first-run");

            run(process.cloudsFile(), "first-run");
        }
    }

    @Test
    @Tag("browser")
    @OnLab
    void colleagueRegistersIsApprovedAndStopsAServerOfTheLab() {
        TestNovaClient testNovaClient = TestNovaClient.connect(OpenStackLab.cloudsFile(), "staff");
        String server =
                testNovaClient.create("first-run-" + ProcessHandle.current().pid());
        try {
            run(OpenStackLab.cloudsFile(), testNovaClient.name(server));
        } finally {
            testNovaClient.delete(server);
        }
    }

    private void run(Path cloudsFile, String server) {
        try (var stackdeckProcess = StackdeckProcess.withClouds(directory, cloudsFile, List.of("staff"));
                var testBrowsers = new TestBrowsers()) {
            new FirstRunScenario(stackdeckProcess, testBrowsers).run("staff", "staff", server);
        }
    }
}
