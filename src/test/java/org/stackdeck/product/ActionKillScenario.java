package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

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
        stackdeckProcess.rest(administrator).awaitAllowed(END, server, action);

        String operation = stackdeckProcess.rest(administrator).startAction(server, action);
        stackdeckProcess.kill();
        stackdeckProcess.start();

        String state = stackdeckProcess
                .rest(administrator)
                .awaitEnd(END, operation)
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
}
