package org.stackdeck.contract;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.stackdeck.simulator.SimulatorOptions;

class SimulatorSoftDeleteTests extends SoftDeleteContract {

    private static CloudUnderTest cloud;

    @BeforeAll
    static void start() {
        cloud = new SimulatedCloud(SimulatorOptions.defaults().withSoftDelete(Duration.ofHours(1)));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Override
    CloudUnderTest cloud() {
        return cloud;
    }
}
