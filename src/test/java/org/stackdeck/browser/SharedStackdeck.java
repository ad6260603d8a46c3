package org.stackdeck.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
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

    private static final Set<Class<?>> SERVED = new HashSet<>();

    private static @Nullable SharedStackdeck current;

    private final Path directory;
    private final SimulatorProcess simulator;
    private final StackdeckProcess stackdeck;

    private SharedStackdeck() {
        directory = temporaryDirectory();
        simulator = SimulatorProcess.start(directory, SERVERS);
        stackdeck = StackdeckProcess.withClouds(
                directory, simulator.cloudsFile(), List.of(SimulatedStackdeck.CLOUD), SETTINGS);
        stackdeck.setUp(SimulatedStackdeck.ROOT);
    }

    /**
     * Returns the instance for the class. If a class is repeated after a failure, a new instance replaces the current
     * one, which contains users of the class.
     */
    static synchronized SharedStackdeck forClass(Class<?> test) {
        SharedStackdeck existing = current;
        if (existing != null && SERVED.add(test)) {
            return existing;
        }
        if (existing == null) {
            Runtime.getRuntime().addShutdownHook(new Thread(SharedStackdeck::stopCurrent));
        } else {
            stopCurrent();
        }
        SERVED.clear();
        SERVED.add(test);
        SharedStackdeck started = new SharedStackdeck();
        current = started;
        return started;
    }

    SimulatorProcess simulator() {
        return simulator;
    }

    StackdeckProcess stackdeck() {
        return stackdeck;
    }

    private static void stopCurrent() {
        SharedStackdeck last = current;
        if (last != null) {
            last.stackdeck.close();
            last.simulator.close();
            FileSystemUtils.deleteRecursively(last.directory.toFile());
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("stackdeck-shared");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
