package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Kills the process as soon as it has accepted an action, and restarts it. Checks that no action is lost or executed
 * twice.
 */
final class ActionKillScenario {

    private static final Duration END = Duration.ofSeconds(90);

    private final StackdeckProcess stackdeckProcess;
    private final TestNovaClient testNovaClient;
    private final String server;
    private int succeeded;
    private int failed;

    ActionKillScenario(StackdeckProcess stackdeckProcess, TestNovaClient testNovaClient, String server) {
        this.stackdeckProcess = stackdeckProcess;
        this.testNovaClient = testNovaClient;
        this.server = server;
    }

    /**
     * Stops or starts the server in each round. If Stackdeck sent such an action twice, Nova would refuse the second
     * one or record both.
     */
    void run(int rounds, String administrator) {
        for (int round = 0; round < rounds; round++) {
            round(administrator);
        }
        System.out.printf("kill rounds: %d, succeeded %d, failed as not sent %d%n", rounds, succeeded, failed);
    }

    private void round(String administrator) {
        String action = testNovaClient.status(server).equals("ACTIVE") ? "stop" : "start";
        List<String> before = testNovaClient.actions(server);
        awaitAllowed(administrator, action);

        String operation = stackdeckProcess
                .rest(administrator)
                .post("/api/os/servers/" + server + "/action", Map.of("action", action))
                .expect(202)
                .body()
                .path("operation")
                .path("id")
                .asString();
        stackdeckProcess.kill();
        stackdeckProcess.start();

        JsonHttpClient jsonHttpClient = stackdeckProcess.rest(administrator);
        String state = Polling.waitUntil(
                        "the end of operation " + operation,
                        END,
                        () -> jsonHttpClient
                                .get("/api/os/operations/" + operation)
                                .expect(200)
                                .body(),
                        ActionKillScenario::hasEnded)
                .path("state")
                .asString();
        List<String> after = testNovaClient.actions(server);
        List<String> done = after.subList(0, after.size() - before.size());
        switch (state) {
            case "SUCCEEDED" -> {
                assertThat(done).as("instance actions of the round in Nova").containsExactly(action);
                succeeded++;
            }
            case "FAILED" -> {
                assertThat(done)
                        .as("an operation that failed before it was sent")
                        .isEmpty();
                failed++;
            }
            default -> throw new AssertionError("ended as " + state);
        }
    }

    private void awaitAllowed(String administrator, String action) {
        JsonHttpClient jsonHttpClient = stackdeckProcess.rest(administrator);
        Polling.waitUntil(
                "Stackdeck to detect that " + action + " is possible",
                END,
                () -> jsonHttpClient.get("/api/os/servers/" + server).body().path("allowedActions"),
                allowed ->
                        allowed.valueStream().anyMatch(word -> word.asString().equals(action)));
    }

    private static boolean hasEnded(JsonNode body) {
        return List.of("SUCCEEDED", "FAILED", "CANCELLED")
                .contains(body.path("state").asString());
    }
}
