package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.stackdeck.audit.TestAuditChainVerifier;
import org.stackdeck.database.DatabaseInstalledCondition;
import org.stackdeck.database.DatabaseProduct;
import org.stackdeck.database.DatabaseServer;

/** Restarts the database while the product runs. An action that Stackdeck tracks ends during the outage. */
@Tag("jar")
@ExtendWith(DatabaseInstalledCondition.class)
abstract class DatabaseRestartTests {

    /** Maximum response time during a database outage. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Duration AWAY = Duration.ofSeconds(16);
    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    Path directory;

    private final DatabaseServer databaseServer;
    private final String database;

    DatabaseRestartTests(DatabaseProduct product) {
        this.databaseServer = product.another();
        this.database = databaseServer.newDatabase();
    }

    @Test
    void productRecoversAfterAStopAndAKillOfTheDatabase() {
        try (var process = SimulatorProcess.start(directory, 20);
                var stackdeckProcess =
                        StackdeckProcess.withClouds(directory, process.cloudsFile(), List.of("staff"), database);
                var person = new HttpBrowser(stackdeckProcess.url())) {
            stackdeckProcess.setUp("root");
            assertThat(person.signIn("root").statusCode()).isEqualTo(302);
            whileAway(DatabaseServer::stop, process, stackdeckProcess, person);
            whileAway(DatabaseServer::kill, process, stackdeckProcess, person);
        }
    }

    private void whileAway(
            Consumer<DatabaseServer> leave,
            SimulatorProcess process,
            StackdeckProcess stackdeckProcess,
            HttpBrowser person) {
        try (var stranger = new HttpBrowser(stackdeckProcess.url())) {
            JsonHttpClient jsonHttpClient = stackdeckProcess.rest("root");
            assertThat(person.get("/servers").statusCode()).isEqualTo(200);
            TestNovaClient testNovaClient = TestNovaClient.connect(process.cloudsFile(), "staff");
            String server = testNovaClient.withStatus("ACTIVE").getFirst();
            jsonHttpClient.awaitAllowed(SOON, server, "stop");
            List<String> before = testNovaClient.actions(server);

            process.control().post("/faults", Map.of("path", "/os-instance-actions/", "latency", 4000));
            String operation = jsonHttpClient.startAction(server, "stop");
            // Stackdeck stores RUNNING before it sends the request. An outage between the two would fail the operation.
            jsonHttpClient.awaitOperation(SOON, operation, "RUNNING");
            Polling.waitUntil(
                    "Nova to have the action",
                    SOON,
                    () -> testNovaClient.actions(server),
                    actions -> actions.size() > before.size());
            leave.accept(databaseServer);
            long left = System.nanoTime();
            process.control().delete("/requests");

            // Each response takes some seconds.
            inParallel(
                    () -> refusesProgramsClearly(stackdeckProcess, jsonHttpClient, server),
                    () -> tellsPlainly(() -> person.get("/servers")),
                    () -> tellsPlainly(() -> stranger.signIn("root")));
            LockSupport.parkNanos(AWAY.toNanos() - (System.nanoTime() - left));
            assertThat(process.control()
                            .get("/requests")
                            .body()
                            .path("requests")
                            .path("compute")
                            .asInt())
                    .as("requests to the cloud during the outage")
                    .isGreaterThan(5);
            assertThat(stackdeckProcess.isAlive()).isTrue();
            process.control().delete("/faults");
            databaseServer.startAgain();

            jsonHttpClient.awaitOperation(SOON, operation, "SUCCEEDED");
            assertThat(testNovaClient.actions(server)).hasSize(before.size() + 1);
            assertThat(person.get("/servers").statusCode()).isEqualTo(200);
            assertThat(stranger.signIn("root").statusCode()).isEqualTo(302);
            JsonHttpClient again = stackdeckProcess.rest("root");
            again.awaitAllowed(SOON, server, "start");
            again.awaitOperation(SOON, again.startAction(server, "start"), "SUCCEEDED");
            assertThat(TestAuditChainVerifier.brokenAt(
                            JdbcClient.create(new DriverManagerDataSource(database, DatabaseServer.USER, ""))))
                    .isNull();
            assertThat(ends(operation))
                    .as("audit entries for the end of the operation")
                    .isOne();
        }
    }

    private static void refusesProgramsClearly(
            StackdeckProcess stackdeckProcess, JsonHttpClient jsonHttpClient, String server) {
        List<Supplier<JsonHttpClient.Reply>> questions = List.of(
                () -> jsonHttpClient.get("/api/os/servers"),
                () -> jsonHttpClient.post("/api/os/servers/" + server + "/action", Map.of("action", "start")),
                () -> stackdeckProcess
                        .rest()
                        .post("/api/auth/login", Map.of("username", "root", "password", StackdeckProcess.PASSWORD)),
                () -> stackdeckProcess
                        .rest()
                        .post("/api/auth/register", Map.of("username", "late", "password", StackdeckProcess.PASSWORD)));
        inParallel(questions.stream()
                .map(question -> (Runnable) () -> isRefusedClearly(question))
                .toArray(Runnable[]::new));
        // The reported health is the result of the last check, which ended up to ten seconds ago.
        await().atMost(Duration.ofSeconds(12))
                .untilAsserted(() -> assertThat(
                                inTime(() -> stackdeckProcess.rest().get("/actuator/health"))
                                        .status())
                        .isEqualTo(503));
    }

    private static void isRefusedClearly(Supplier<JsonHttpClient.Reply> question) {
        JsonHttpClient.Reply reply = inTime(question).expect(503);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.header("Retry-After")).isNotEmpty();
        assertThat(reply.body().path("code").asString()).isEqualTo("database-away");
        assertThat(reply.response().body()).doesNotContain("Exception", "Hikari", "jdbc");
    }

    private static void inParallel(Runnable... checks) {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(Stream.of(checks)
                            .map(check -> CompletableFuture.runAsync(check, executor))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    private static void tellsPlainly(Supplier<HttpResponse<String>> page) {
        HttpResponse<String> answer = inTime(page);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .contains("Stackdeck can&#39;t reach its database")
                .doesNotContain("Exception", "Hikari", "jdbc");
    }

    private static <T> T inTime(Supplier<T> question) {
        return assertTimeoutPreemptively(PATIENCE, question::get);
    }

    private long ends(String operation) {
        return JdbcClient.create(new DriverManagerDataSource(database, DatabaseServer.USER, ""))
                .sql("select count(*) from audit_entry where result <> 'ACCEPTED' and detail like ?")
                .param("%\"operation\":\"" + operation + "%")
                .query(Long.class)
                .single();
    }
}
