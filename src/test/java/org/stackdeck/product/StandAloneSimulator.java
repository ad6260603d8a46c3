package org.stackdeck.product;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The simulated cloud in a process of its own, so that it outlives the console. */
public final class StandAloneSimulator implements AutoCloseable {

    private final Program program;
    private final Path directory;

    private StandAloneSimulator(Program program, Path directory) {
        this.program = program;
        this.directory = directory;
    }

    public static StandAloneSimulator start(Path directory, int servers) {
        Program program = Program.start(
                "org.stackdeck.simulator.SimulatorMain",
                Map.of(
                        "STACKDECK_DATA_DIR", directory.toString(),
                        "STACKDECK_SIMULATOR_PORT", String.valueOf(Console.freePort()),
                        "STACKDECK_SIMULATOR_SERVERS", String.valueOf(servers)),
                directory.resolve("simulator.log"));
        return new StandAloneSimulator(program, directory);
    }

    public Path cloudsFile() {
        Eventually.get(
                "the simulator to say where its clouds.yaml is",
                Duration.ofSeconds(30),
                program::output,
                output -> output.contains("OS_CLIENT_CONFIG_FILE="));
        return directory.resolve("simulator").resolve("clouds.yaml");
    }

    @Override
    public void close() {
        program.stop(Duration.ofSeconds(10));
    }
}
