package org.stackdeck.loadtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Process pinned to one CPU core, with its output in a file. */
final class PinnedProcess implements AutoCloseable {

    private static final long EXIT_TIMEOUT_SECONDS = 20;

    private final Process process;
    private final Path output;

    private PinnedProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static PinnedProcess start(int core, List<String> command, Map<String, String> environment, Path output) {
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", String.valueOf(core)));
        pinned.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(pinned).redirectErrorStream(true).redirectOutput(output.toFile());
        // Ignore the clouds and settings of the user who runs the load test.
        builder.environment().keySet().removeIf(name -> name.startsWith("OS_") || name.startsWith("STACKDECK_"));
        builder.environment().putAll(environment);
        try {
            return new PinnedProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Process ID of the JVM: {@code taskset} and {@code ./start} replace themselves by it with {@code exec}. */
    long pid() {
        return process.pid();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException if the process has ended */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(output.getFileName() + ": process ended with exit status "
                    + process.exitValue() + ":\n" + output());
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(EXIT_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
