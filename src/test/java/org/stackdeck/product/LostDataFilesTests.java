package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import org.stackdeck.identity.factor.TestAuthenticatorApp;

/** Tests the loss of files in the data directory between two runs of the product: the keys and the witness file. */
@Tag("jar")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LostDataFilesTests {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private SimulatorProcess process;
    private StackdeckProcess stackdeckProcess;
    private JsonHttpClient before;
    private TestAuthenticatorApp app;
    private final Deque<String> recoveryCodes = new ArrayDeque<>();
    private String operation;

    @BeforeAll
    void startAndLoseTheFiles() throws IOException {
        process = SimulatorProcess.start(directory, 20);
        stackdeckProcess = StackdeckProcess.withClouds(directory, process.cloudsFile(), List.of("staff"));
        before = stackdeckProcess.setUp("root");
        String server = TestNovaClient.connect(process.cloudsFile(), "staff")
                .withStatus("ACTIVE")
                .getFirst();
        before.awaitAllowed(SOON, server, "set-password");
        process.control().post("/faults", Map.of("path", "/servers/" + server, "status", 503));
        operation = before.post(
                        "/api/os/servers/" + server + "/action",
                        Map.of("action", "set-password", "password", "quite-a-secret-9"))
                .expect(202)
                .body()
                .path("operation")
                .path("id")
                .asString();
        app = new TestAuthenticatorApp(before.post("/api/auth/totp", Map.of())
                .expect(201)
                .body()
                .path("secret")
                .asString());
        before.post("/api/auth/totp/confirm", Map.of("code", app.code(Instant.now())))
                .expect(200)
                .body()
                .path("recoveryCodes")
                .forEach(code -> recoveryCodes.add(code.asString()));
        assertVerified(2, "The database is in use by another process. Stop Stackdeck first.");
        assertThat(stackdeckProcess.stop()).isTrue();
        FileSystemUtils.deleteRecursively(stackdeckProcess.dataDirectory().resolve("keys"));
        Files.delete(witness());
        assertVerified(3, "intact according to the database", "audit-witness", "is missing");
        stackdeckProcess.start();
        process.control().delete("/faults");
    }

    @AfterAll
    void stop() {
        if (stackdeckProcess != null) {
            stackdeckProcess.close();
        }
        if (process != null) {
            process.close();
        }
    }

    @Test
    @Order(1)
    void logReportsTheLostKeyAndHowToRestoreIt() {
        Polling.waitUntil(
                "the log to name what is lost",
                SOON,
                stackdeckProcess::output,
                log -> log.contains("authenticator apps: 1, passwords and user data of pending operations: 1")
                        && log.contains("Restore the former keys/secret-box.key")
                        && log.contains("All earlier tokens are invalid"));
        assertThat(before.get("/api/os/servers").status()).isEqualTo(401);
    }

    @Test
    @Order(2)
    void totpCodeIsRefusedWithAReasonAndRecoveryCodeIsAccepted() {
        JsonHttpClient.Reply reply = signIn(app.code(Instant.now()));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("errors").path(0).path("code").asString()).isEqualTo("CODE_UNCHECKABLE");
        assertThat(reply.body().path("errors").path(0).path("message").asString())
                .contains("recovery code", "administrator");

        try (HttpBrowser httpBrowser = new HttpBrowser(stackdeckProcess.url())) {
            httpBrowser.signIn("root");
            var page = httpBrowser.submitForm("/factor", Map.of("code", app.code(Instant.now())));
            assertThat(page.statusCode()).isEqualTo(400);
            assertThat(page.body()).contains("read the secret of your authenticator app");
        }
        assertThat(signIn(recoveryCodes.removeFirst()).status()).isEqualTo(200);
    }

    @Test
    @Order(3)
    void operationWithALostSecretFailsWithThatReason() {
        JsonHttpClient root = root();
        JsonHttpClient.Reply ended = Polling.waitUntil(
                "the operation to end",
                SOON,
                () -> root.get("/api/os/operations/" + operation),
                reply -> reply.body().path("state").asString().equals("FAILED"));
        assertThat(ended.response().body()).contains("secret-unreadable");
    }

    @Test
    @Order(4)
    void missingWitnessFileIsReportedByTheCommandAndTheProduct() {
        JsonHttpClient.Reply verification =
                root().get("/api/admin/audit/verification").expect(200);
        assertThat(verification.body().path("whole").asBoolean()).isTrue();
        assertThat(verification.body().path("unwitnessedUpTo").asLong()).isPositive();
        assertThat(stackdeckProcess.output()).contains("audit-witness was missing and was created again at entry");
        assertThat(witness()).exists();
    }

    private Path witness() {
        return stackdeckProcess.dataDirectory().resolve("audit-witness");
    }

    private JsonHttpClient root() {
        String token = signIn(recoveryCodes.removeFirst())
                .expect(200)
                .body()
                .path("token")
                .asString();
        return stackdeckProcess.rest().withHeader("Authorization", "Bearer " + token);
    }

    private JsonHttpClient.Reply signIn(String code) {
        return stackdeckProcess
                .rest()
                .post(
                        "/api/auth/login",
                        Map.of("username", "root", "password", StackdeckProcess.PASSWORD, "code", code));
    }

    private void assertVerified(int exitCode, String... terms) {
        Path output = directory.resolve("verify.log");
        JavaProcess verify = JavaProcess.startCommand(
                Map.of("STACKDECK_DATA_DIR", stackdeckProcess.dataDirectory().toString()), output, "verify-audit");
        assertThat(verify.exitCode(SOON)).as(verify.output()).isEqualTo(exitCode);
        assertThat(verify.output()).contains(terms);
    }
}
