package org.stackdeck.simulator;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.stackdeck.simulator.support.ManualScheduler;

/**
 * Base of tests that have a new simulated cloud with four servers for each test. The test advances the clock of the
 * cloud.
 */
public abstract class SimulatorTestBase {

    protected final ManualScheduler clock = new ManualScheduler(Instant.parse("2026-11-25T08:00:00Z"));
    protected Simulator simulator;
    protected SimulatorClient member;

    @BeforeEach
    void startSimulator() {
        simulator = Simulator.start(SimulatorOptions.defaults().withServers(4).withClock(clock));
        member = SimulatorClient.member(simulator);
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    /** Returns the status of the response and the error message of Nova or Cinder. */
    protected static String message(SimulatorClient.Answer answer) {
        return answer.status() + " "
                + answer.json().iterator().next().path("message").asString("");
    }
}
