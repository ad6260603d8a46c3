package org.stackdeck.product;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessKillTests {

    /**
     * Time by which the simulator delays each change, so that operations are active at the kill. Stackdeck sends fewer
     * requests at the same time to a service that responds after more than three seconds.
     */
    private static final int CHANGE_DELAY_MILLIS = 2500;

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
            JsonHttpClient control = process.control();
            removeQuotas(control);
            new ResourceKillScenario(
                            stackdeckProcess,
                            testNovaClient,
                            true,
                            20,
                            new ResourceKillScenario.Delay(
                                    () -> delayChanges(control), () -> control.delete("/faults")))
                    .run(rounds(1), "root");
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

            new ResourceKillScenario(stackdeckProcess, cloud, false, 2, ResourceKillScenario.Delay.NONE)
                    .run(rounds(1), "root");
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

    private static void removeQuotas(JsonHttpClient control) {
        Map<String, Object> quotas = new HashMap<>();
        List.of("backups", "network", "subnet", "router", "server_groups").forEach(quota -> quotas.put(quota, -1));
        quotas.put("project", "staff");
        control.post("/quotas", quotas).expect(204);
    }

    private static void delayChanges(JsonHttpClient control) {
        for (String service : List.of("network", "volumev3", "image", "compute")) {
            for (String method : List.of("POST", "DELETE")) {
                control.post("/faults", Map.of("service", service, "method", method, "latency", CHANGE_DELAY_MILLIS))
                        .expect(200);
            }
        }
    }

    private static int rounds(int usual) {
        return Integer.getInteger("rounds", usual);
    }
}
