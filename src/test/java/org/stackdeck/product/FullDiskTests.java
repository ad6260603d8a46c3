package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests failures of the storage of the embedded database while the product runs, and the recovery. */
@Tag("jar")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FullDiskTests {

    private static final Duration DETECTED = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(40);

    private static final String LOST = "The database is not available";
    private static final String BACK = "The database is available again";

    @TempDir
    static Path directory;

    private SmallFileSystem system;
    private SimulatorProcess process;
    private StackdeckProcess stackdeckProcess;
    private JsonHttpClient root;
    private TestNovaClient testNovaClient;

    @BeforeAll
    void start() {
        system = SmallFileSystem.mount(directory.resolve("data"), 40);
        process = SimulatorProcess.start(directory, 20);
        stackdeckProcess = StackdeckProcess.withClouds(directory, process.cloudsFile(), List.of("staff"));
        root = stackdeckProcess.setUp("root");
        testNovaClient = TestNovaClient.connect(process.cloudsFile(), "staff");
    }

    @AfterEach
    void repair() {
        if (system != null && process != null) {
            system.freeSpace();
            process.control().delete("/faults");
        }
    }

    @AfterAll
    void stop() {
        if (stackdeckProcess != null) {
            stackdeckProcess.close();
        }
        if (process != null) {
            process.close();
        }
        if (system != null) {
            system.close();
        }
    }

    @Test
    void fullDiskIsReportedAndTheProductRecoversWithFreeSpace() {
        String before = stackdeckProcess.output();
        String server = testNovaClient.withStatus("ACTIVE").getFirst();
        root.awaitAllowed(SOON, server, "stop");
        int actions = testNovaClient.actions(server).size();
        process.control().post("/faults", Map.of("path", "/os-instance-actions/", "latency", 4000));
        String operation = root.startAction(server, "stop");
        root.awaitOperation(SOON, operation, "RUNNING");

        system.fill();

        awaitHealth(503);
        JsonHttpClient.Reply refused = Polling.waitUntil(
                "a sign-in to be refused",
                DETECTED,
                () -> stackdeckProcess
                        .rest()
                        .post("/api/auth/login", Map.of("username", "root", "password", StackdeckProcess.PASSWORD)),
                reply -> reply.status() != 200);
        refused.expect(503);
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(refused.body().path("code").asString()).isEqualTo("database-away");
        process.control().delete("/faults");
        assertThat(stackdeckProcess.rest().get("/actuator/health").status())
                .as("health while the disk is full")
                .isEqualTo(503);

        system.freeSpace();

        awaitHealth(200);
        root.awaitOperation(SOON, operation, "SUCCEEDED");
        assertThat(testNovaClient.actions(server)).as("requests to Nova").hasSize(actions + 1);
        JsonHttpClient again = stackdeckProcess.rest("root");
        again.awaitAllowed(SOON, server, "start");
        again.awaitOperation(SOON, again.startAction(server, "start"), "SUCCEEDED");
        assertThat(again.get("/api/admin/audit/verification")
                        .body()
                        .path("whole")
                        .asBoolean())
                .isTrue();
        assertThat(ends(again, operation))
                .as("audit entries for the end of the operation")
                .isOne();
        String log = stackdeckProcess.output().substring(before.length());
        assertThat(lines(log, LOST)).singleElement().asString().contains("the disk is full");
        assertThat(lines(log, BACK)).hasSize(1);
    }

    @Test
    void removedDatabaseFileIsReportedUntilItIsRestored() throws IOException {
        Path file = stackdeckProcess.dataDirectory().resolve("stackdeck.mv.db");
        Path elsewhere = directory.resolve("data/elsewhere");
        String before = stackdeckProcess.output();

        Files.move(file, elsewhere);
        awaitHealth(503);
        Files.move(elsewhere, file);
        awaitHealth(200);

        String log = stackdeckProcess.output().substring(before.length());
        assertThat(lines(log, LOST)).singleElement().asString().contains(file + " was removed or replaced");
        assertThat(stackdeckProcess.rest("root").get("/api/os/servers").status())
                .isEqualTo(200);
    }

    @Test
    void onlyAdministratorsReadTheFreeSpaceAsAMetric() {
        assertThat(stackdeckProcess.rest().get("/actuator/metrics/disk.free").status())
                .isEqualTo(401);
        assertThat(root.get("/actuator/metrics/disk.free?tag=path:" + stackdeckProcess.dataDirectory())
                        .expect(200)
                        .body()
                        .path("measurements")
                        .path(0)
                        .path("value")
                        .asLong())
                .isBetween(1L, 40L << 20);
    }

    private void awaitHealth(int status) {
        Polling.waitUntil(
                "health to be " + status,
                DETECTED,
                () -> stackdeckProcess.rest().get("/actuator/health").status(),
                seen -> seen == status);
    }

    private static long ends(JsonHttpClient jsonHttpClient, String operation) {
        return jsonHttpClient
                .get("/api/admin/audit?text=" + operation)
                .expect(200)
                .body()
                .valueStream()
                .filter(entry -> entry.path("detail").asString().startsWith("{\"operation\":\"" + operation))
                .filter(entry -> !entry.path("result").asString().equalsIgnoreCase("accepted"))
                .count();
    }

    private static List<String> lines(String log, String text) {
        return log.lines().filter(line -> line.contains(text)).toList();
    }
}
