package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.stackdeck.platform.TestSeed;
import tools.jackson.databind.JsonNode;

/**
 * Kills the process at a random moment during a launch, and restarts it. Checks that each operation ends, with one
 * server if it succeeds and with none if its request was not sent.
 */
final class LaunchKillScenario {

    private static final Duration END = Duration.ofMinutes(5);
    /** Time in milliseconds in which a launch is requested, its key pair is uploaded, and the server is created. */
    private static final int MOMENTS_MILLIS = 2500;

    private static final int AT_ONCE = 3;

    private final StackdeckProcess stackdeckProcess;
    private final TestNovaClient testNovaClient;
    private final Random random = new Random(TestSeed.printedFor(LaunchKillScenario.class));
    private int made;
    private int unsent;

    LaunchKillScenario(StackdeckProcess stackdeckProcess, TestNovaClient testNovaClient) {
        this.stackdeckProcess = stackdeckProcess;
        this.testNovaClient = testNovaClient;
    }

    void run(int rounds, String administrator) {
        JsonHttpClient jsonHttpClient = stackdeckProcess.rest(administrator);
        Polling.waitUntil(
                "the projects",
                END,
                () -> jsonHttpClient.get("/api/os/servers").body(),
                body -> body.path("complete").asBoolean());
        jsonHttpClient.post("/api/keys", Map.of("name", "kill")).expect(201);
        for (int round = 0; round < rounds; round++) {
            round(administrator);
        }
        System.out.printf("rounds of killing: %d, servers made once %d, failed as not sent %d%n", rounds, made, unsent);
    }

    private void round(String administrator) {
        String name = "kill-" + UUID.randomUUID().toString().substring(0, 8);
        List<String> operations = new ArrayList<>();
        stackdeckProcess
                .rest(administrator)
                .post("/api/os/servers", launchRequest(name))
                .expect(202)
                .body()
                .path("operations")
                .forEach(node -> operations.add(node.path("id").asString()));
        int moment = random.nextInt(MOMENTS_MILLIS);
        LockSupport.parkNanos(Duration.ofMillis(moment).toNanos());
        stackdeckProcess.kill();
        stackdeckProcess.start();
        try {
            JsonHttpClient jsonHttpClient = stackdeckProcess.rest(administrator);
            for (String operation : operations) {
                check(operation, jsonHttpClient, moment);
            }
            Polling.waitUntil(
                    "the keys to be gone",
                    END,
                    testNovaClient::keyPairs,
                    keys -> keys.stream().noneMatch(key -> operations.stream().anyMatch(key::contains)));
        } finally {
            testNovaClient.servers().stream()
                    .filter(server -> server.path("name").asString().startsWith(name))
                    .forEach(server -> testNovaClient.delete(server.path("id").asString()));
        }
    }

    private void check(String operation, JsonHttpClient jsonHttpClient, int moment) {
        JsonNode ended = jsonHttpClient.awaitEnd(END, operation);
        List<JsonNode> servers = testNovaClient.servers().stream()
                .filter(server -> server.path("metadata")
                        .path("stackdeck-operation")
                        .asString("")
                        .startsWith(operation + "."))
                .toList();
        if (ended.path("state").asString().equals("SUCCEEDED")) {
            assertThat(servers).as("killed after %s ms", moment).hasSize(1);
            assertThat(ended.path("server").asString())
                    .isEqualTo(servers.getFirst().path("id").asString());
            assertThat(servers.getFirst().path("status").asString()).isEqualTo("ACTIVE");
            made++;
        } else {
            assertThat(ended.path("error").path("code").asString())
                    .as("%s", ended)
                    .isEqualTo("not-reached");
            assertThat(servers)
                    .as("failed before it was sent, killed after %s ms", moment)
                    .isEmpty();
            unsent++;
        }
    }

    private static Map<String, Object> launchRequest(String name) {
        return Map.of(
                "project",
                "staff",
                "name",
                name,
                "count",
                AT_ONCE,
                "image",
                "cirros-lab",
                "flavor",
                "m1.tiny",
                "key",
                "kill",
                "userData",
                "#!/bin/sh\n");
    }
}
