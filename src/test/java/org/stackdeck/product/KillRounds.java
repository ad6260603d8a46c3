package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Kills the process right after it accepted an action and restarts it. Checks that no action is lost or executed twice.
 */
final class KillRounds {

    private static final Duration END = Duration.ofSeconds(90);

    private final Console console;
    private final Nova nova;
    private final String server;
    private int succeeded;
    private int failed;

    KillRounds(Console console, Nova nova, String server) {
        this.console = console;
        this.nova = nova;
        this.server = server;
    }

    /** Each round stops or starts the server, so that a repeated action is refused by Nova or visible twice. */
    void run(int rounds, String administrator) {
        for (int round = 0; round < rounds; round++) {
            round(administrator);
        }
        System.out.printf("kill rounds: %d, succeeded %d, failed as not sent %d%n", rounds, succeeded, failed);
    }

    private void round(String administrator) {
        String action = nova.status(server).equals("ACTIVE") ? "stop" : "start";
        List<String> before = nova.actions(server);
        awaitAllowed(administrator, action);

        String operation = console.rest(administrator)
                .post("/api/os/servers/" + server + "/action", Map.of("action", action))
                .expect(202)
                .body()
                .path("operation")
                .path("id")
                .asString();
        console.kill();
        console.start();

        Rest rest = console.rest(administrator);
        String state = Eventually.get(
                        "the end of operation " + operation,
                        END,
                        () -> rest.get("/api/os/operations/" + operation)
                                .expect(200)
                                .body(),
                        KillRounds::ended)
                .path("state")
                .asString();
        List<String> after = nova.actions(server);
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
        Rest rest = console.rest(administrator);
        Eventually.get(
                "the console to see that " + action + " is possible",
                END,
                () -> rest.get("/api/os/servers/" + server).body().path("allowedActions"),
                allowed ->
                        allowed.valueStream().anyMatch(word -> word.asString().equals(action)));
    }

    private static boolean ended(JsonNode body) {
        return List.of("SUCCEEDED", "FAILED", "CANCELLED")
                .contains(body.path("state").asString());
    }
}
