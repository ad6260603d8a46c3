package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import org.stackdeck.database.DatabaseInstalledCondition;
import org.stackdeck.database.DatabaseProduct;
import org.stackdeck.database.DatabaseServer;

/** Backs up a running Stackdeck by the commands in {@code docs/production.md}, and restores the back-up. */
@Tag("jar")
@Tag("mariadb")
@ExtendWith(DatabaseInstalledCondition.class)
class BackUpTests {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    @Test
    void backUpOfARunningInstallationIsRestoredInAnEmptyDatabase() throws IOException {
        Path backUp = Files.createDirectory(directory.resolve("backup"));
        Path restoredDirectory = Files.createDirectory(directory.resolve("restored"));
        Map<String, String> settings = newDatabase();
        String token;
        try (StackdeckProcess running =
                StackdeckProcess.withDemoCloud(Files.createDirectory(directory.resolve("running")), settings)) {
            JsonHttpClient root = running.setUp("root");
            running.createMember(root, "mia");
            token = signIn(running, "mia").expect(200).body().path("token").asString();
            copyDataFiles(running.dataDirectory(), backUp);

            assertThat(command(settings, running.dataDirectory(), "export", file()))
                    .contains("Another process uses the database; the file contains its state at ");
            running.createMember(root, "late");
        }

        Path data = Files.createDirectory(restoredDirectory.resolve("data"));
        copyDataFiles(backUp, data);
        Map<String, String> restoredSettings = newDatabase();
        assertThat(command(restoredSettings, data, "import", file())).contains("The audit trail is intact.");

        try (StackdeckProcess restored = StackdeckProcess.withDemoCloud(restoredDirectory, restoredSettings)) {
            assertThat(signIn(restored, "root").status()).isEqualTo(200);
            // The key that signs tokens and the session of the token were restored.
            assertThat(restored.rest()
                            .withHeader("Authorization", "Bearer " + token)
                            .get("/api/os/servers")
                            .status())
                    .isEqualTo(200);
            assertThat(signIn(restored, "late").status()).isEqualTo(401);
        }
    }

    private static Map<String, String> newDatabase() {
        return Map.of(
                "SPRING_DATASOURCE_URL",
                DatabaseProduct.MARIADB.running().newDatabase(),
                "SPRING_DATASOURCE_USERNAME",
                DatabaseServer.USER);
    }

    private String file() {
        return directory.resolve("backup/stackdeck.zip").toString();
    }

    private static void copyDataFiles(Path from, Path to) throws IOException {
        FileSystemUtils.copyRecursively(from.resolve("keys"), to.resolve("keys"));
        Files.copy(from.resolve("audit-witness"), to.resolve("audit-witness"));
    }

    private static JsonHttpClient.Reply signIn(StackdeckProcess stackdeckProcess, String user) {
        return stackdeckProcess
                .rest()
                .post("/api/auth/login", Map.of("username", user, "password", StackdeckProcess.PASSWORD));
    }

    /** Runs the command, which must succeed, and returns its output. */
    private String command(Map<String, String> settings, Path dataDirectory, String... arguments) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("STACKDECK_DATA_DIR", dataDirectory.toString());
        JavaProcess process =
                JavaProcess.startCommand(environment, directory.resolve(arguments[0] + ".log"), arguments);
        assertThat(process.exitCode(PATIENCE)).as(process.output()).isZero();
        return process.output();
    }
}
