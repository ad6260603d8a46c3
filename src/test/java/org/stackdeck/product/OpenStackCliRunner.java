package org.stackdeck.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs {@code openstack} commands that are given as one text, and returns their output or error message. */
public final class OpenStackCliRunner {

    private final Path cloudsYaml;
    private final String entry;

    public OpenStackCliRunner(Path cloudsYaml, String entry) {
        this.cloudsYaml = cloudsYaml;
        this.entry = entry;
    }

    /**
     * Runs the command and returns its output.
     *
     * @throws IllegalStateException if the command fails
     */
    public String value(String text) {
        Result result = run(text);
        if (result.code() != 0) {
            throw new IllegalStateException(text + ": " + result.output());
        }
        return result.output();
    }

    /** Runs the command. Returns null on success, otherwise the last line of the error message. */
    @Nullable
    public String attempt(String text) {
        Result result = run(text);
        return result.code() == 0 ? null : result.output().lines().reduce("", (before, line) -> line);
    }

    private Result run(String text) {
        List<String> line =
                new ArrayList<>(List.of("openstack", "--os-compute-api-version", "2.95", "--os-cloud", entry));
        line.addAll(List.of(text.split(" ", -1)));
        var builder = new ProcessBuilder(line);
        builder.environment().put("OS_CLIENT_CONFIG_FILE", cloudsYaml.toString());
        try {
            // The command writes warnings to standard error, which must not be mixed with the output.
            Path beside = Files.createTempFile("openstack", ".err");
            Process process = builder.redirectError(beside.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            String said = Files.readString(beside);
            Files.delete(beside);
            return new Result(code, (code == 0 ? output : said).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @param output standard output, or the error message */
    private record Result(int code, String output) {}
}
