package org.stackdeck.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Process of a test, such as a main class of the built product. Writes its output to a file. */
final class JavaProcess {

    private final Process process;
    private final Path output;

    private JavaProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts the main class. Appends to the output file, so that the file contains all runs of a restarted program. */
    static JavaProcess start(String mainClass, Map<String, String> environment, Path output, String... arguments) {
        // The build prepares bean definitions only for this class.
        boolean prepared = mainClass.equals("org.stackdeck.StackdeckApplication");
        List<String> command = new ArrayList<>(UnpackedBuild.command(mainClass, "-Dspring.aot.enabled=" + prepared));
        command.addAll(List.of(arguments));
        return start(new ProcessBuilder(command), environment, output);
    }

    /** Starts a command for administrators. */
    static JavaProcess startCommand(Map<String, String> environment, Path output, String... command) {
        return start("org.stackdeck.administration.AdministrationMain", environment, output, command);
    }

    /** Starts the command with these settings. Ignores the clouds and settings of the user who runs the tests. */
    static JavaProcess start(ProcessBuilder builder, Map<String, String> environment, Path output) {
        builder.environment().keySet().removeIf(name -> name.startsWith("OS_") || name.startsWith("STACKDECK_"));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        try {
            return new JavaProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long id() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the process with SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Sends SIGTERM, and SIGKILL after the timeout. Returns whether the process ended in time. */
    boolean stop(Duration patience) {
        process.destroy();
        boolean ended = waitFor(patience);
        if (!ended) {
            kill();
        }
        return ended;
    }

    /**
     * Waits for the end of the process and returns the exit code.
     *
     * @throws AssertionError if the process is still running after the timeout
     */
    int exitCode(Duration patience) {
        if (!waitFor(patience)) {
            throw new AssertionError("still running after " + patience + ":\n" + output());
        }
        return process.exitValue();
    }

    private boolean waitFor(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
