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
    void dataIsPrivateAndKeptAcrossARestart() throws Exception {
        try (var stackdeckProcess = StackdeckProcess.withoutData(directory)) {
            stackdeckProcess.setUp("root");
            assertThat(Files.getPosixFilePermissions(stackdeckProcess.dataDirectory()))
                    .hasToString("[OWNER_READ, OWNER_WRITE, OWNER_EXECUTE]");

            assertThat(stackdeckProcess.stop()).as("ended in time").isTrue();
            stackdeckProcess.start();

            assertThat(stackdeckProcess.rest("root").get("/api/os/servers").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void secondInstanceOnTheSameDataIsReportedInOneLine() {
        try (var stackdeckProcess = StackdeckProcess.withDemoCloud(directory)) {
            assertThat(failureOf(Map.of(
                            "STACKDECK_DATA_DIR",
                            stackdeckProcess.dataDirectory().toString())))
                    .isEqualTo("The data directory " + stackdeckProcess.dataDirectory()
                            + " is in use by another Stackdeck instance. Stop that instance, or set another data directory with"
                            + " STACKDECK_DATA_DIR.");
        }
    }

    @Test
    void busyPortIsReportedInOneLine() throws Exception {
        busyPortIsNamed("false");
    }

    @Test
    void failedStartWithSimulatedCloudEndsTheProcess() throws Exception {
        busyPortIsNamed("true");
    }

    private void busyPortIsNamed(String demo) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(failureOf(Map.of("SERVER_PORT", String.valueOf(other.getLocalPort()), "STACKDECK_DEMO", demo)))
                    .isEqualTo("Port " + other.getLocalPort()
                            + " is in use by another program. Set another port with SERVER_PORT.");
        }
    }

    @Test
    void invalidPublicUrlIsReportedInOneLine() {
        assertThat(failureOf(Map.of("STACKDECK_PUBLIC_URL", "https://stackdeck.example/console")))
                .isEqualTo(
                        "STACKDECK_PUBLIC_URL is not an address such as https://stackdeck.example. Set scheme, host and,"
                                + " if needed, port, without username, path and query.");
    }

    @Test
    void dataDirectoryThatCannotBeCreatedIsReportedInOneLine() throws Exception {
        Path file = Files.createFile(directory.resolve("a-file"));

        assertThat(failureOf(Map.of("STACKDECK_DATA_DIR", file.resolve("data").toString())))
                .startsWith("The data directory " + file.resolve("data")
                        + " is not writable. Set another one with STACKDECK_DATA_DIR.");
    }

    @Test
    void unreachableDatabaseIsReportedInOneLineWithoutItsPassword() {
        assertThat(failureOf(Map.of(
                        "SPRING_DATASOURCE_URL", "jdbc:mariadb://127.0.0.1:1/stackdeck",
                        "SPRING_DATASOURCE_PASSWORD", "very-secret")))
                .startsWith("The database jdbc:mariadb://127.0.0.1:1/stackdeck is not usable")
                .doesNotContain("very-secret");
    }

    @Test
    void aotCacheOfATrainingRunIsUsed() {
        Path cache = UnpackedBuild.aotCache();
        assertThat(cache).isNotEmptyFile();
        assertThat(cache.toAbsolutePath().getParent()).isDirectoryNotContaining("glob:**stackdeck-training*");

        // With the mode "on", the JVM reports an unusable cache as an error instead of ignoring it.
        try (var stackdeckProcess =
                StackdeckProcess.withDemoCloud(directory, Map.of("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on"))) {
            stackdeckProcess.setUp("root");
        }
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
