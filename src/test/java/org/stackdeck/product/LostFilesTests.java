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
import org.stackdeck.identity.TestAuthenticator;

/** Files of the data directory are lost between two runs of the product: first the keys, then the witness file. */
@Tag("jar")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LostFilesTests {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private StandAloneSimulator simulator;
    private Console console;
    private Rest before;
    private TestAuthenticator app;
    private final Deque<String> recoveryCodes = new ArrayDeque<>();
    private String operation;

    @BeforeAll
    void startAndLoseTheKeys() throws IOException {
        simulator = StandAloneSimulator.start(directory, 20);
        console = Console.of(directory, simulator.cloudsFile(), List.of("staff"));
        before = console.setUp("root");
        String server =
                Nova.of(simulator.cloudsFile(), "staff").withStatus("ACTIVE").getFirst();
        Eventually.get(
                "the server to be seen",
                SOON,
                () -> before.get("/api/os/servers/" + server).body().path("allowedActions"),
                allowed ->
                        allowed.valueStream().anyMatch(word -> word.asString().equals("set-password")));
        simulator.control().post("/faults", Map.of("path", "/servers/" + server, "status", 503));
        operation = before.post(
                        "/api/os/servers/" + server + "/action",
                        Map.of("action", "set-password", "password", "quite-a-secret-9"))
                .expect(202)
                .body()
                .path("operation")
                .path("id")
                .asString();
        app = new TestAuthenticator(before.post("/api/auth/totp", Map.of())
                .expect(201)
                .body()
                .path("secret")
                .asString());
        before.post("/api/auth/totp/confirm", Map.of("code", app.code(Instant.now())))
                .expect(200)
                .body()
                .path("recoveryCodes")
                .forEach(code -> recoveryCodes.add(code.asString()));
        assertThat(console.stop()).isTrue();
        FileSystemUtils.deleteRecursively(console.data().resolve("keys"));
        console.start();
        simulator.control().delete("/faults");
    }

    @AfterAll
    void stop() {
        if (console != null) {
            console.close();
        }
        if (simulator != null) {
            simulator.close();
        }
    }

    @Test
    @Order(1)
    void logReportsTheLostKeyAndHowToRestoreIt() {
        Eventually.get(
                "the log to name what is lost",
                SOON,
                console::output,
                log -> log.contains("authenticator apps: 1, passwords and user data of pending operations: 1")
                        && log.contains("Restore the former keys/secret-box.key")
                        && log.contains("All tokens issued before are invalid"));
        assertThat(before.get("/api/os/servers").status()).isEqualTo(401);
    }

    @Test
    @Order(2)
    void totpCodeIsRefusedWithAReasonAndRecoveryCodeIsAccepted() {
        Rest.Reply reply = signIn(app.code(Instant.now()));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("errors").path(0).path("code").asString()).isEqualTo("CODE_UNCHECKABLE");
        assertThat(reply.body().path("errors").path(0).path("message").asString())
                .contains("recovery code", "administrator");

        try (Visitor visitor = new Visitor(console.url())) {
            visitor.signIn("root");
            var page = visitor.fill("/factor", Map.of("code", app.code(Instant.now())));
            assertThat(page.statusCode()).isEqualTo(400);
            assertThat(page.body()).contains("lost the key to your authenticator app");
        }
        assertThat(signIn(recoveryCodes.removeFirst()).status()).isEqualTo(200);
    }

    @Test
    @Order(3)
    void operationWithALostSecretFailsWithThatReason() {
        Rest root = root();
        Rest.Reply ended = Eventually.get(
                "the operation to end",
                SOON,
                () -> root.get("/api/os/operations/" + operation),
                reply -> reply.body().path("state").asString().equals("FAILED"));
        assertThat(ended.response().body()).contains("secret-unreadable");
    }

    @Test
    @Order(4)
    void missingWitnessFileIsReportedByTheCommandAndTheProduct() throws IOException {
        assertThat(console.stop()).isTrue();
        Path witness = console.data().resolve("audit-witness");
        assertVerified(0, "The audit trail is whole: ");

        Files.delete(witness);
        assertVerified(3, "whole as far as the database shows", "audit-witness", "is missing");

        console.start();
        Rest.Reply verification = root().get("/api/admin/audit/verification").expect(200);
        assertThat(verification.body().path("whole").asBoolean()).isTrue();
        assertThat(verification.body().path("unwitnessedUpTo").asLong()).isPositive();
        assertThat(console.output()).contains("audit-witness was missing and is created again at entry");

        assertThat(console.stop()).isTrue();
        assertThat(witness).exists();
        assertVerified(3, "created after entry");
        console.start();
    }

    private Rest root() {
        String token = signIn(recoveryCodes.removeFirst())
                .expect(200)
                .body()
                .path("token")
                .asString();
        return console.rest().with("Authorization", "Bearer " + token);
    }

    private Rest.Reply signIn(String code) {
        return console.rest()
                .post("/api/auth/login", Map.of("username", "root", "password", Console.PASSWORD, "code", code));
    }

    private void assertVerified(int exitCode, String... words) {
        Path output = directory.resolve("verify.log");
        Program verify = Program.start(
                "org.stackdeck.audit.VerifyAudit",
                Map.of(
                        "STACKDECK_DATA_DIR", console.data().toString(),
                        "LOGGING_LEVEL_ROOT", "OFF",
                        "SPRING_MAIN_BANNERMODE", "off"),
                output);
        assertThat(verify.exitCode(SOON)).as(verify.output()).isEqualTo(exitCode);
        assertThat(verify.output()).contains(words);
    }
}
