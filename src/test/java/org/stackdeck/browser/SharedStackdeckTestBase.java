package org.stackdeck.browser;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/** Base of the browser tests that share one Stackdeck and one simulated cloud. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SharedStackdeckTestBase {

    SimulatedStackdeck world;

    @BeforeAll
    void openStackdeck() {
        world = SimulatedStackdeck.shared(getClass());
    }

    @AfterAll
    void closeStackdeck() {
        world.close();
    }
}
