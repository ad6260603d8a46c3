package org.stackdeck.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command of the product in a process of its own, on one core, with its output in a file. */
final class Started implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final Process process;
    private final Path output;

    private Started(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static Started on(int core, List<String> command, Map<String, String> environment, Path output) {
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", String.valueOf(core)));
        pinned.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(pinned).redirectErrorStream(true).redirectOutput(output.toFile());
        // A cloud of the person who measures is none of the bench's.
        builder.environment().keySet().removeIf(name -> name.startsWith("OS_") || name.startsWith("STACKDECK_"));
        builder.environment().putAll(environment);
        try {
            return new Started(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the Java process: the commands before it hand over to the next, without a process more. */
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

    void check() {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    output.getFileName() + " ended with " + process.exitValue() + ":\n" + output());
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
