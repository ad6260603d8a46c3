package org.stackdeck.contract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Base of tests that compare the simulator with a real OpenStack. */
abstract class ComparisonTestBase {

    static CloudUnderTest simulator;
    static CloudUnderTest lab;

    @BeforeAll
    static void start() {
        simulator = new SimulatedCloud();
        lab = new LabCloud();
    }

    @AfterAll
    static void stop() {
        simulator.close();
        lab.close();
    }
}
