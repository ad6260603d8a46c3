package org.stackdeck.product;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessKillTests {

    @TempDir
    Path directory;

    @Test
    @Tag("jar")
    void killNeitherLosesNorRepeatsAnActionOrACreationOrADeletion() {
        // Limits how long Stackdeck searches for the effect of a request that may not have been sent.
        Map<String, String> settings =
                Map.of("STACKDECK_OPERATIONS_LOOKFOR", "10s", "STACKDECK_OPERATIONS_LOOKFORNEW", "20s");
        try (var process = SimulatorProcess.start(directory, 20);
                var stackdeckProcess =
                        StackdeckProcess.withClouds(directory, process.cloudsFile(), List.of("staff"), settings)) {
            TestNovaClient testNovaClient = TestNovaClient.connect(process.cloudsFile(), "staff");
            stackdeckProcess.setUp("root");

            new ActionKillScenario(
                            stackdeckProcess,
                            testNovaClient,
                            testNovaClient.withStatus("ACTIVE").getFirst())
                    .run(rounds(1), "root");
            new ResourceKillScenario(stackdeckProcess, testNovaClient, true).run(rounds(1), "root");
        }
    }

    @Test
    @OnLab
    void killAfterAnAcceptedActionNeitherLosesNorRepeatsItOnARealCloud() {
        TestNovaClient testNovaClient = TestNovaClient.connect(OpenStackLab.cloudsFile(), "staff");
        String server = testNovaClient.create("kill-rounds");
        try (var stackdeckProcess =
                StackdeckProcess.withClouds(directory, OpenStackLab.cloudsFile(), List.of("staff"))) {
            stackdeckProcess.setUp("root");

            new ActionKillScenario(stackdeckProcess, testNovaClient, server).run(rounds(1), "root");
        } finally {
            testNovaClient.delete(server);
        }
    }

    @Test
    @OnLab
    void killDuringALaunchCreatesEachServerOnce() {
        TestNovaClient testNovaClient = TestNovaClient.connect(OpenStackLab.cloudsFile(), "staff");
        try (var stackdeckProcess =
                StackdeckProcess.withClouds(directory, OpenStackLab.cloudsFile(), List.of("console-all"))) {
            stackdeckProcess.setUp("root");

            new LaunchKillScenario(stackdeckProcess, testNovaClient).run(rounds(1), "root");
        }
    }

    @Test
    @OnLab
    void killDuringTheCreationAndDeletionOfResourcesEndsEachOnceOnARealCloud() {
        TestNovaClient cloud = TestNovaClient.connect(OpenStackLab.cloudsFile(), "staff");
        try (var stackdeckProcess =
                StackdeckProcess.withClouds(directory, OpenStackLab.cloudsFile(), List.of("staff"))) {
            stackdeckProcess.setUp("root");

            new ResourceKillScenario(stackdeckProcess, cloud, false).run(rounds(1), "root");
        }
    }

    @Test
    @OnLab
    void killDuringMixedOperationsNeitherLosesNorRepeatsAny() {
        TestNovaClient testNovaClient = TestNovaClient.connect(OpenStackLab.cloudsFile(), "staff");
        List<String> servers = IntStream.rangeClosed(1, 4)
                .mapToObj(number -> testNovaClient.create("mixed-kill-" + number))
                .toList();
        try (var stackdeckProcess =
                StackdeckProcess.withClouds(directory, OpenStackLab.cloudsFile(), List.of("staff"))) {
            stackdeckProcess.setUp("root");

            new MixedKillScenario(stackdeckProcess, testNovaClient, servers).run(rounds(1), "root");
        } finally {
            servers.forEach(testNovaClient::delete);
            testNovaClient.deleteImages(MixedKillScenario.NAMED);
        }
    }

    private static int rounds(int usual) {
        return Integer.getInteger("rounds", usual);
    }
}
