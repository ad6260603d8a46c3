package org.stackdeck.browser;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/** Base of the browser tests that share one Stackdeck and one simulated cloud. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SharedStackdeckTestBase {

    SimulatedStackdeck world;
    private int pages;

    @BeforeAll
    void openStackdeck() {
        world = SimulatedStackdeck.shared(getClass());
    }

    @BeforeEach
    void countPages() {
        pages = world.openedPages();
    }

    /** Otherwise, open pages would slow down the tests after this one. */
    @AfterEach
    void closePagesOfTheTest() {
        world.closePagesAfter(pages);
    }

    @AfterAll
    void closeStackdeck() {
        world.close();
    }
}
