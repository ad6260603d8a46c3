package org.stackdeck.contract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class SimulatorConnectionTests extends ConnectionTestContract {

    private static CloudUnderTest cloud;

    @BeforeAll
    static void start() {
        cloud = new SimulatedCloud();
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
