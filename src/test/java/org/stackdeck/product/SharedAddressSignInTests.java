package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests sign-ins with the default limits, while passwords are guessed from the address that all users share. */
@Tag("jar")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedAddressSignInTests {

    private static final int GUESSES = 1000;
    private static final int GUESSES_FOR_MIA = 30;
    private static final int CONNECTIONS = 50;
    private static final int ATTACKERS = 5;

    private StackdeckProcess stackdeckProcess;
    private JsonHttpClient root;
    private HttpBrowser browserOfMia;
    private Attack onAll;
    private Attack onMia;

    /** Result of the guesses: the number of checked passwords, the number of refused attempts, and the duration. */
    private record Attack(long checked, long refused, Duration time) {}

    @BeforeAll
    void attack(@TempDir Path directory) throws Exception {
        stackdeckProcess = StackdeckProcess.withDemoCloud(directory);
        root = stackdeckProcess.setUp("root");
        for (String user : List.of("mia", "max", "kim")) {
            stackdeckProcess.createMember(root, user);
        }
        browserOfMia = new HttpBrowser(stackdeckProcess.url());
        assertThat(browserOfMia.signIn("mia").statusCode()).isEqualTo(302);

        assertThat(signIn("kim", StackdeckProcess.PASSWORD)).isEqualTo(200);

        onMia = guess(GUESSES_FOR_MIA, _ -> "mia");
        onAll = guess(GUESSES, i -> "user-" + i);
        print("wrong passwords for one name", onMia);
        print("wrong passwords for " + GUESSES + " names", onAll);
    }

    @AfterAll
    void close() {
        browserOfMia.close();
        stackdeckProcess.close();
    }

    @Test
    void newClientIsAcceptedAfterAThousandWrongPasswordsForOtherNames() {
        long begin = System.nanoTime();

        assertThat(signIn("max", StackdeckProcess.PASSWORD)).isEqualTo(200);

        print("right password, new client", begin);
    }

    @Test
    void trustedBrowserIsAcceptedImmediatelyDuringAnAttack() {
        endSession("mia", browserOfMia);

        whileAttacked(attempts -> {
            HttpResponse<String> answer = attempts.overtakeWith(() -> browserOfMia.signIn("mia"));

            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location").orElse("")).doesNotContain("login");
        });
    }

    @Test
    void trustedBrowserHasALimitedNumberOfAttempts() {
        try (HttpBrowser browser = new HttpBrowser(stackdeckProcess.url())) {
            assertThat(browser.signIn("max").statusCode()).isEqualTo(302);
            endSession("max", browser);
            useUpAttempts("mia");
            // The device cookie of max does not apply to the account mia.
            assertThat(browser.signIn("mia").statusCode()).isEqualTo(429);
            for (int i = 0; i < 10; i++) {
                assertThat(browser.submitForm("/login", Map.of("username", "max", "password", "wrong wrong wrong"))
                                .statusCode())
                        .isEqualTo(401);
            }
            assertThat(browser.signIn("max").statusCode()).isEqualTo(429);
        }
    }

    @Test
    void checkedPasswordsOfAnAddressDoNotExceedItsLimit() {
        // A name has 10 attempts at once and one more each minute. An address has 100 and one more every 6 seconds.
        assertThat(onMia.checked()).isBetween(10L, 11 + onMia.time().toMinutes());
        Duration both = onMia.time().plus(onAll.time());
        assertThat(onMia.checked() + onAll.checked()).isBetween(100L, 102 + both.toSeconds() / 6);
    }

    @Test
    void newClientIsRefusedWhileItsNameIsAttacked() {
        useUpAttempts("mia");

        assertThat(signIn("mia", StackdeckProcess.PASSWORD)).isEqualTo(429);
    }

    @Test
    void knownPairIsAcceptedDuringAnAttack() {
        whileAttacked(_ -> {
            for (int i = 0; i < 3; i++) {
                long begin = System.nanoTime();
                assertThat(signIn("kim", StackdeckProcess.PASSWORD)).isEqualTo(200);
                print("right password during an attack, known pair", begin);
            }
            assertThat(timed("during an attack, unknown name", "nobody")).isIn(401, 429);
            for (int i = 0; i < 10; i++) {
                assertThat(timed("during an attack, wrong password of a known pair", "kim"))
                        .isIn(401, 429);
            }
            assertThat(signIn("kim", StackdeckProcess.PASSWORD))
                    .as("the limit of the account at its address")
                    .isIn(401, 429);
        });
    }

    @Test
    void reauthenticationInAnOpenSessionIsAcceptedImmediately() {
        whileAttacked(attempts -> attempts.overtakeWith(
                        () -> root.post("/api/auth/step-up", Map.of("password", StackdeckProcess.PASSWORD)))
                .expect(204));
    }

    @Test
    void validInvitationIsAcceptedAfterManyInvalidOnes() throws Exception {
        String link = root.post(
                        "/api/admin/invitations",
                        Map.of(
                                "for",
                                "Anna",
                                "grants",
                                List.of(Map.of(
                                        "cloud", "simulator", "project", "*", "role", "viewer", "lasts", "P14D"))))
                .expect(201)
                .body()
                .path("link")
                .asString();
        List<Integer> invalid = inParallel(200, i -> join("bob-" + i, "x".repeat(43)));
        assertThat(invalid).contains(403, 429).doesNotContain(201);

        assertThat(join("anna", link.substring(link.indexOf('=') + 1))).isEqualTo(201);
    }

    /**
     * Runs the check while sign-ins from one address wait for their turn. Each of them has a new name and a wrong
     * password.
     */
    private void whileAttacked(Consumer<PendingRequests> check) {
        AtomicBoolean attacked = new AtomicBoolean(true);
        PendingRequests attempts = new PendingRequests();
        try (ExecutorService attackers = Executors.newFixedThreadPool(ATTACKERS)) {
            try {
                for (int i = 0; i < ATTACKERS; i++) {
                    attackers.execute(() -> {
                        while (attacked.get()) {
                            attempts.send(number -> signIn("fresh-" + number, "wrong wrong wrong"));
                        }
                    });
                }
                await().atMost(Duration.ofSeconds(20)).until(() -> attempts.sentCount() > 2 * ATTACKERS);
                check.accept(attempts);
            } finally {
                attacked.set(false);
            }
        }
        System.out.printf("names tried during the attack: %d%n", attempts.sentCount());
    }

    private void endSession(String user, HttpBrowser browser) {
        root.delete("/api/admin/users/" + user + "/sessions").expect(204);
        // The first page after the end of the session reports that the session has ended.
        browser.get("/login");
    }

    private int join(String user, String invitation) {
        return stackdeckProcess
                .rest()
                .post(
                        "/api/auth/register",
                        Map.of("username", user, "password", StackdeckProcess.PASSWORD, "invitation", invitation))
                .status();
    }

    private Attack guess(int count, IntFunction<String> name) throws Exception {
        long begin = System.nanoTime();
        List<Integer> answers = inParallel(count, i -> signIn(name.apply(i), "wrong wrong wrong"));
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(answers).allMatch(status -> status == 401 || status == 429);
        long checked = answers.stream().filter(status -> status == 401).count();
        return new Attack(checked, count - checked, time);
    }

    /** Uses the attempts that a name has gained since the attack, which are one for each minute. */
    private void useUpAttempts(String user) {
        int status;
        do {
            status = signIn(user, "wrong wrong wrong");
        } while (status == 401);
        assertThat(status).isEqualTo(429);
    }

    private int signIn(String user, String password) {
        return stackdeckProcess
                .rest()
                .post("/api/auth/login", Map.of("username", user, "password", password))
                .status();
    }

    private int timed(String what, String user) {
        long begin = System.nanoTime();
        int status = signIn(user, "wrong wrong wrong");
        System.out.printf("%s: %d after %d ms%n", what, status, (System.nanoTime() - begin) / 1_000_000);
        return status;
    }

    private static List<Integer> inParallel(int count, IntFunction<Integer> request) throws Exception {
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                all.add(clients.submit(() -> request.apply(number)));
            }
            for (Future<Integer> each : all) {
                answers.add(each.get());
            }
        }
        return answers;
    }

    private static void print(String what, Attack attack) {
        System.out.printf(
                "%s: %d checked, %d refused in %.1f s%n",
                what, attack.checked(), attack.refused(), attack.time().toMillis() / 1000.0);
    }

    private static void print(String what, long begin) {
        System.out.printf("%s: accepted after %d ms%n", what, (System.nanoTime() - begin) / 1_000_000);
    }
}
