package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.stackdeck.platform.TestSeed;
import tools.jackson.databind.JsonNode;

/**
 * Kills the process at a random moment before, during or after the sending of several accepted operations of different
 * kinds. Compares the result of each operation with Nova's records.
 */
final class MixedKillScenario {

    private static final Duration END = Duration.ofMinutes(3);
    private static final int LATEST_KILL = 2_500;
    /** Prefix of the names of created objects. */
    static final String NAMED = "kill-round-";

    private final StackdeckProcess stackdeckProcess;
    private final TestNovaClient testNovaClient;
    private final Random random = new Random(TestSeed.printedFor(MixedKillScenario.class));
    private final List<String> servers;
    private final Map<String, Integer> ends = new TreeMap<>();
    private int asked;

    /** @param before instance actions of the server before the request */
    private record Accepted(String operation, String server, KillTestAction deed, List<String> before) {}

    MixedKillScenario(StackdeckProcess stackdeckProcess, TestNovaClient testNovaClient, List<String> servers) {
        this.stackdeckProcess = stackdeckProcess;
        this.testNovaClient = testNovaClient;
        this.servers = List.copyOf(servers);
    }

    void run(int rounds, String administrator) {
        for (int round = 0; round < rounds; round++) {
            round(administrator);
        }
        System.out.printf("mixed kill rounds: %d, ends of operations: %s%n", rounds, ends);
    }

    private void round(String administrator) {
        JsonHttpClient jsonHttpClient = stackdeckProcess.rest(administrator);
        List<Accepted> accepted = new ArrayList<>();
        for (String server : servers) {
            accept(jsonHttpClient, server).ifPresent(accepted::add);
        }
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(LATEST_KILL)).toNanos());
        stackdeckProcess.kill();
        stackdeckProcess.start();

        JsonHttpClient again = stackdeckProcess.rest(administrator);
        accepted.forEach(one -> check(again, one));
    }

    private Optional<Accepted> accept(JsonHttpClient jsonHttpClient, String server) {
        List<KillTestAction> possible =
                KillTestAction.possibleActions(testNovaClient, server, testNovaClient.status(server), NAMED + asked++);
        if (possible.isEmpty()) {
            return Optional.empty();
        }
        KillTestAction killTestAction = possible.get(random.nextInt(possible.size()));
        List<String> before = testNovaClient.actions(server);
        jsonHttpClient.awaitAllowed(END, server, killTestAction.action());
        Map<String, String> wish = new HashMap<>(killTestAction.parameters());
        wish.put("action", killTestAction.action());
        JsonNode operation = jsonHttpClient
                .post("/api/os/servers/" + server + "/action", wish)
                .expect(202)
                .body()
                .path("operation");
        return Optional.of(new Accepted(id(operation), server, killTestAction, before));
    }

    private void check(JsonHttpClient jsonHttpClient, Accepted accepted) {
        String state =
                jsonHttpClient.awaitEnd(END, accepted.operation()).path("state").asString();
        List<String> after = testNovaClient.actions(accepted.server());
        List<String> done = after.subList(0, after.size() - accepted.before().size());
        boolean succeeded = state.equals("SUCCEEDED");
        switch (accepted.deed().proof()) {
            case KillTestAction.Proof.Recorded(String kind) -> {
                List<String> once = succeeded ? List.of(kind) : List.of();
                assertThat(done).as(accepted + ", which ended as " + state).isEqualTo(once);
            }
            case KillTestAction.Proof.Written written ->
                assertThat(written.stands(testNovaClient, accepted.server()))
                        .as(accepted + ", which ended as " + state)
                        .isEqualTo(succeeded);
        }
        ends.merge(accepted.deed().action() + " " + state, 1, Integer::sum);
    }

    private static String id(JsonNode operation) {
        return operation.path("id").asString();
    }
}
