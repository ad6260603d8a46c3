package org.stackdeck.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the unit with systemd-analyze. Replaces only the path of Java. */
@Tag("systemd")
class SystemdUnitTests {

    private static final Path DIRECTORY = Path.of("deploy/systemd");
    private static final String JAVA = "/usr/lib/jvm/java-25-openjdk-amd64/bin/java";

    @TempDir
    Path directory;

    private Path unit;

    @BeforeEach
    void copy() throws IOException {
        String text = Files.readString(DIRECTORY.resolve("stackdeck.service"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        assertThat(text).contains("ExecStart=" + JAVA);
        unit = Files.writeString(directory.resolve("stackdeck.service"), text.replace(JAVA, java));
    }

    @Test
    void unitHasNoErrorsAndNoUnknownSettings() throws IOException {
        Result result = run("verify", "--man=no", unit.toString());

        assertThat(result.output().lines().filter(line -> line.contains("stackdeck.service")))
                .isEmpty();
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    /** The threshold of 20 corresponds to an exposure of 2.0 on systemd's scale from 0 to 10. */
    @Test
    void exposureOfTheServiceIsLow() throws IOException {
        Result result = run("security", "--offline=true", "--no-pager", "--threshold=20", unit.toString());

        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    @Test
    void environmentFileContainsNoSecret() throws IOException {
        assertThat(Files.readString(DIRECTORY.resolve("stackdeck.env")).lines().filter(line -> !line.startsWith("#")))
                .isNotEmpty()
                .noneMatch(line -> line.matches("(?i)[^=]*(password|secret|token|key)[^=]*=.*"));
    }

    private static Result run(String... arguments) throws IOException {
        List<String> command = Stream.concat(Stream.of("systemd-analyze"), Stream.of(arguments))
                .collect(Collectors.toList());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.onExit().join().exitValue(), output);
    }

    private record Result(int exitCode, String output) {}
}
