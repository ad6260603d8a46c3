package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("jar")
class StartupTests {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void emptyDirectoryBecomesAPrivateDataDirectoryThatOneInstanceUsesAcrossARestart() throws Exception {
        Path cache = UnpackedBuild.aotCache();
        assertThat(cache).isNotEmptyFile();
        assertThat(cache.toAbsolutePath().getParent()).isDirectoryNotContaining("glob:**stackdeck-training*");

        // With the mode "on", the JVM reports an unusable AOT cache as an error instead of ignoring it.
        try (var stackdeckProcess =
                StackdeckProcess.withoutData(directory, Map.of("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on"))) {
            stackdeckProcess.setUp("root");
            assertThat(Files.getPosixFilePermissions(stackdeckProcess.dataDirectory()))
                    .hasToString("[OWNER_READ, OWNER_WRITE, OWNER_EXECUTE]");
            secondInstanceIsReportedInOneLine(stackdeckProcess.dataDirectory());

            assertThat(stackdeckProcess.stop()).as("ended in time").isTrue();
            stackdeckProcess.start();

            assertThat(stackdeckProcess.rest("root").get("/api/os/servers").status())
                    .isEqualTo(200);
        }
    }

    private void secondInstanceIsReportedInOneLine(Path data) {
        assertThat(failureOf(Map.of("STACKDECK_DATA_DIR", data.toString())))
                .isEqualTo("The data directory " + data
                        + " is in use by another Stackdeck instance. Stop that instance, or set another data directory with"
                        + " STACKDECK_DATA_DIR.");
    }

    /** Threads of the simulated cloud must not keep the process alive. */
    @Test
    void busyPortIsReportedInOneLineAndEndsTheProcess() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(failureOf(Map.of("SERVER_PORT", String.valueOf(other.getLocalPort()), "STACKDECK_DEMO", "true")))
                    .isEqualTo("Port " + other.getLocalPort()
                            + " is in use by another program. Set another port with SERVER_PORT.");
        }
    }

    @Test
    void dataDirectoryThatCannotBeCreatedIsReportedInOneLine() throws Exception {
        Path file = Files.createFile(directory.resolve("a-file"));

        assertThat(failureOf(Map.of("STACKDECK_DATA_DIR", file.resolve("data").toString())))
                .startsWith("The data directory " + file.resolve("data")
                        + " is not writable. Set another one with STACKDECK_DATA_DIR.");
    }

    /** Starts the product with these variables and expects the start to fail. Returns the only line of the output. */
    private String failureOf(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "SERVER_PORT", "0",
                "STACKDECK_DATA_DIR", directory.resolve("other").toString(),
                "LOGGING_THRESHOLD_CONSOLE", "WARN",
                "SPRING_MAIN_BANNERMODE", "off"));
        environment.putAll(more);
        JavaProcess javaProcess =
                JavaProcess.start("org.stackdeck.StackdeckApplication", environment, directory.resolve("failure.log"));
        assertThat(javaProcess.exitCode(SOON)).isNotZero();
        assertThat(javaProcess.output().lines()).hasSize(1);
        return javaProcess.output().strip();
    }
}
