package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tests sign-ins with the default limits, during a flood of wrong passwords for unknown names from many addresses. */
@Tag("jar")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInFloodTests {

    private static final int ADDRESSES = 100;
    private static final int CONNECTIONS_PER_ADDRESS = 3;

    private final AtomicBoolean attacked = new AtomicBoolean(true);
    private final PendingRequests guesses = new PendingRequests();
    private final ExecutorService attackers = Executors.newVirtualThreadPerTaskExecutor();
    private StackdeckProcess stackdeckProcess;
    private JsonHttpClient root;
    private HttpBrowser trustedBrowser;

    @BeforeAll
    void attack() {
        stackdeckProcess = SharedDemoStackdeck.forClass(getClass());
        root = stackdeckProcess.rest("root");
        stackdeckProcess.createMember(root, "flooded");
        trustedBrowser = new HttpBrowser(stackdeckProcess.url());
        assertThat(trustedBrowser.signIn("flooded").statusCode()).isEqualTo(302);
        for (int i = 0; i < ADDRESSES * CONNECTIONS_PER_ADDRESS; i++) {
            String address = "127.0.1." + (1 + i % ADDRESSES);
            attackers.execute(() -> attack(address));
        }
        await().atMost(Duration.ofMinutes(1))
                .until(() -> guesses.sentCount() > 2 * CONNECTIONS_PER_ADDRESS * ADDRESSES);
    }

    @AfterAll
    void stop() {
        attacked.set(false);
        attackers.close();
        trustedBrowser.close();
    }

    @Test
    void trustedBrowserIsAcceptedImmediately() {
        for (int i = 0; i < 3; i++) {
            root.delete("/api/admin/users/flooded/sessions").expect(204);
            // The first page after the end of the session reports that the session has ended.
            trustedBrowser.get("/login");

            assertThat(guesses.overtakeWith(() -> trustedBrowser.signIn("flooded"))
                            .statusCode())
                    .isEqualTo(302);
        }
    }

    @Test
    void reauthenticationInAnOpenSessionIsAcceptedImmediately() {
        for (int i = 0; i < 3; i++) {
            guesses.overtakeWith(() -> root.post("/api/auth/step-up", Map.of("password", StackdeckProcess.PASSWORD)))
                    .expect(204);
        }
    }

    @Test
    void knownPairIsAcceptedImmediately() {
        for (int i = 0; i < 3; i++) {
            guesses.overtakeWith(() -> stackdeckProcess
                            .rest()
                            .post(
                                    "/api/auth/login",
                                    Map.of("username", "flooded", "password", StackdeckProcess.PASSWORD)))
                    .expect(200);
        }
    }

    private void attack(String address) {
        while (attacked.get()) {
            guesses.send(number -> guess(address, number));
        }
    }

    private void guess(String address, int number) {
        String body = "{\"username\":\"user-%d\",\"password\":\"wrong wrong wrong\"}".formatted(number);
        String request = String.join(
                "\r\n",
                List.of(
                        "POST /api/auth/login HTTP/1.1",
                        "Host: localhost",
                        "Content-Type: application/json",
                        "Content-Length: " + body.length(),
                        "Connection: close",
                        "",
                        body));
        URI url = URI.create(stackdeckProcess.url());
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(address, 0));
            socket.connect(new InetSocketAddress(InetAddress.getByName(url.getHost()), url.getPort()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var _ = socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            // Under load, Stackdeck may close a connection.
        }
    }
}
