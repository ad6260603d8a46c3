package org.stackdeck.product;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Simulated cloud in its own process, so that it survives a restart of Stackdeck. */
public final class StandAloneSimulator implements AutoCloseable {

    private final Program program;
    private final Path directory;
    private final int port;

    private StandAloneSimulator(Program program, Path directory, int port) {
        this.program = program;
        this.directory = directory;
        this.port = port;
    }

    public static StandAloneSimulator start(Path directory, int servers) {
        int port = Console.freePort();
        Program program = Program.start(
                "org.stackdeck.simulator.SimulatorMain",
                Map.of(
                        "STACKDECK_DATA_DIR", directory.toString(),
                        "STACKDECK_SIMULATOR_PORT", String.valueOf(port),
                        "STACKDECK_SIMULATOR_SERVERS", String.valueOf(servers)),
                directory.resolve("simulator.log"));
        return new StandAloneSimulator(program, directory, port);
    }

    public Path cloudsFile() {
        Eventually.get(
                "the simulator to say where its clouds.yaml is",
                Duration.ofSeconds(30),
                program::output,
                output -> output.contains("OS_CLIENT_CONFIG_FILE="));
        return directory.resolve("simulator").resolve("clouds.yaml");
    }

    /** Configures faults and counts requests. */
    public Rest control() {
        return Rest.at("http://127.0.0.1:" + port + "/simulator");
    }

    @Override
    public void close() {
        program.stop(Duration.ofSeconds(10));
    }
}
