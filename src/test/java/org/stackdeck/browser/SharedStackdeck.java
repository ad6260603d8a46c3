package org.stackdeck.browser;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.stackdeck.product.SharedFixture;
import org.stackdeck.product.SimulatorProcess;
import org.stackdeck.product.StackdeckProcess;

/**
 * One Stackdeck and one simulated cloud for the test classes of a JVM, which avoids a start for each class. Stackdeck
 * has the administrator {@code root} and the default settings, except for limits that all classes together would
 * exceed. The first class starts both processes, and they are stopped when the JVM ends.
 */
final class SharedStackdeck {

    private static final Map<String, String> SETTINGS = Map.of("STACKDECK_LIMITS_REGISTRATIONS", "1000");
    /** Enough for all classes, each of which leaves some servers stopped or deleted. */
    private static final int SERVERS = 80;

    private static final SharedFixture<SharedStackdeck> SHARED =
            new SharedFixture<>(SharedStackdeck::new, SharedStackdeck::stop);

    private final SimulatorProcess simulator;
    private final StackdeckProcess stackdeck;

    private SharedStackdeck(Path directory) {
        simulator = SimulatorProcess.start(directory, SERVERS);
        stackdeck = StackdeckProcess.withClouds(
                directory, simulator.cloudsFile(), List.of(SimulatedStackdeck.CLOUD), SETTINGS);
        stackdeck.setUp(SimulatedStackdeck.ROOT);
    }

    static SharedStackdeck forClass(Class<?> test) {
        return SHARED.forClass(test);
    }

    SimulatorProcess simulator() {
        return simulator;
    }

    StackdeckProcess stackdeck() {
        return stackdeck;
    }

    private void stop() {
        stackdeck.close();
        simulator.close();
    }
}
