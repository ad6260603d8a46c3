package org.stackdeck.product;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The {@code openstack} command with one entry of a clouds.yaml. */
public final class OpenStackCli {

    /** Without a version the command uses Nova's oldest one, which has no tags. */
    private static final String VERSION = "2.79";

    private final Path cloudsFile;
    private final String entry;

    public OpenStackCli(Path cloudsFile, String entry) {
        this.cloudsFile = cloudsFile;
        this.entry = entry;
    }

    /** Runs the command; throws an AssertionError with its output if it fails. */
    public Run run(String... terms) {
        List<String> command =
                new ArrayList<>(List.of("openstack", "--os-cloud", entry, "--os-compute-api-version", VERSION));
        command.addAll(List.of(terms));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("OS_"));
        builder.environment().put("OS_CLIENT_CONFIG_FILE", cloudsFile.toString());
        try {
            long began = System.currentTimeMillis();
            Process process = builder.start();
            process.getOutputStream().close();
            // Standard error contains warnings about unknown new versions.
            CompletableFuture<String> complaints = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            String output = text(process.getInputStream());
            int code = process.onExit().join().exitValue();
            Run run = new Run(began, System.currentTimeMillis(), output.strip());
            if (code != 0) {
                throw new AssertionError(
                        String.join(" ", command) + ": exit code " + code + ": " + output + complaints.join());
            }
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
     * Run of the command, whose start takes more than a second.
     *
     * @param began start time, in milliseconds of the system's clock
     * @param returned end time, in milliseconds of the system's clock
     */
    public record Run(long began, long returned, String output) {}
}
