package org.stackdeck.product;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Runs and times the {@code openstack} command with one entry of a clouds.yaml. */
public final class OpenStackCli {

    /** Without a version, the command uses the oldest microversion of Nova, which has no tags. */
    private static final String VERSION = "2.95";

    /** Part of the warning that the command does not support the version. */
    private static final String UNKNOWN_VERSION = "is not in supported versions";

    private final Path cloudsFile;
    private final String entry;

    public OpenStackCli(Path cloudsFile, String entry) {
        this.cloudsFile = cloudsFile;
        this.entry = entry;
    }

    /**
     * Runs the command.
     *
     * @throws AssertionError with the output, if the command fails
     */
    public Run run(String... terms) {
        Result result = execute("", terms);
        if (result.code() != 0) {
            throw result.failure(String.join(" ", terms));
        }
        return result.run();
    }

    /**
     * Runs the command, whose terms are separated by spaces, and returns its output.
     *
     * @throws AssertionError with the output, if the command fails
     */
    public String output(String command) {
        return run(command.split(" ", -1)).output();
    }

    /** Runs the command like {@link #output}. Returns null on success, otherwise the last line of standard error. */
    @Nullable
    public String attempt(String command) {
        Result result = execute("", command.split(" ", -1));
        return result.code() == 0 ? null : result.errors().lines().reduce("", (_, line) -> line);
    }

    /**
     * Runs commands in one process, because the start of a process takes more than a second.
     *
     * @param commands one command on each line
     * @throws AssertionError if a command fails
     */
    public Run runAll(String commands) {
        Result result = execute(commands + "\n");
        // The exit code of a script does not report failed commands.
        if (result.errors().lines().anyMatch(line -> !line.isBlank() && !line.contains(UNKNOWN_VERSION))) {
            throw result.failure(commands);
        }
        return result.run();
    }

    private Result execute(String input, String... terms) {
        List<String> command = new ArrayList<>(List.of("openstack"));
        command.addAll(List.of(terms));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("OS_"));
        builder.environment().put("OS_CLIENT_CONFIG_FILE", cloudsFile.toString());
        builder.environment().put("OS_CLOUD", entry);
        builder.environment().put("OS_COMPUTE_API_VERSION", VERSION);
        try {
            long began = System.currentTimeMillis();
            Process process = builder.start();
            try (OutputStream commands = process.getOutputStream()) {
                commands.write(input.getBytes(StandardCharsets.UTF_8));
            }
            // The command also writes warnings to standard error, which must not be mixed with the output.
            CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            String output = text(process.getInputStream());
            int code = process.onExit().join().exitValue();
            return new Result(
                    code,
                    new Run(began, System.currentTimeMillis(), output.strip()),
                    errors.join().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param errors content of standard error */
    private record Result(int code, Run run, String errors) {

        AssertionError failure(String command) {
            return new AssertionError(command + ": exit code " + code + ": " + run.output() + errors);
        }
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Time and output of a run of the command.
     *
     * @param began start time, in milliseconds of the system clock
     * @param returned end time, in milliseconds of the system clock
     */
    public record Run(long began, long returned, String output) {}
}
