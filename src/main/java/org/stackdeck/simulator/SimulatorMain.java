package org.stackdeck.simulator;

import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Runs a simulated cloud as a separate process until it is interrupted. */
public final class SimulatorMain {

    private static final int PORT = 5050;

    private SimulatorMain() {}

    /**
     * Reads the environment variables {@code STACKDECK_SIMULATOR_PORT} (default 5050),
     * {@code STACKDECK_SIMULATOR_SERVERS} (40), {@code STACKDECK_SIMULATOR_CHANGES} (0, background changes per minute)
     * and {@code STACKDECK_DATA_DIR} ({@code data}).
     */
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> environment = System.getenv();
        try {
            run(environment);
        } catch (IllegalArgumentException e) {
            exitWithError(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            exitWithError(
                    e.getCause() instanceof BindException
                            ? "Port " + intVariable(environment, "STACKDECK_SIMULATOR_PORT", PORT)
                                    + " is in use. Set STACKDECK_SIMULATOR_PORT to another port."
                            : "The simulated cloud cannot start: " + e.getCause());
        }
    }

    private static void run(Map<String, String> environment) throws InterruptedException {
        SimulatorOptions options = SimulatorOptions.defaults()
                .withPort(intVariable(environment, "STACKDECK_SIMULATOR_PORT", PORT))
                .withServers(intVariable(environment, "STACKDECK_SIMULATOR_SERVERS", 40))
                .withChangesPerMinute(intVariable(environment, "STACKDECK_SIMULATOR_CHANGES", 0))
                .withPace(3);
        Path file = Path.of(environment.getOrDefault("STACKDECK_DATA_DIR", "data"), "simulator", "clouds.yaml")
                .toAbsolutePath()
                .normalize();
        Simulator simulator = Simulator.start(options);
        simulator.writeCloudsYaml(file);
        System.out.println("Simulated cloud at " + simulator.keystone() + ", " + options.servers() + " servers.");
        System.out.println(file);
        System.out.println("OS_CLIENT_CONFIG_FILE=" + file + " openstack --os-cloud simulator project list");
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            simulator.close();
                            ended.countDown();
                        },
                        "simulator-stop"));
        ended.await();
    }

    private static int intVariable(Map<String, String> environment, String name, int otherwise) {
        String given = environment.getOrDefault(name, "").strip();
        if (given.isEmpty()) {
            return otherwise;
        }
        if (!given.matches("\\d{1,7}")) {
            throw new IllegalArgumentException(name + " must be a whole number, not \"" + given + "\".");
        }
        return Integer.parseInt(given);
    }

    private static void exitWithError(String text) {
        System.err.println(text);
        System.exit(1);
    }
}
