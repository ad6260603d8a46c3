package org.stackdeck.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
        return Eventually.get("the simulator's clouds.yaml", Duration.ofSeconds(30), this::written, Optional::isPresent)
                .orElseThrow();
    }

    private Optional<Path> written() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.endsWith("clouds.yaml")).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        program.stop(Duration.ofSeconds(10));
    }
}
