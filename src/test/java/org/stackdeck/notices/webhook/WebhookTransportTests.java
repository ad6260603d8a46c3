package org.stackdeck.notices.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.notices.webhook.WebhookTransport.HostResolver;
import org.stackdeck.platform.delivery.DeliveryException;
import org.stackdeck.platform.delivery.DeliveryException.Scope;

/** Tests requests to a real server on a loopback port. */
@Timeout(30)
class WebhookTransportTests {

    private static final Duration SHORT = Duration.ofMillis(300);

    private final TestChatServer server = new TestChatServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void messageIsPostedToThePathOfTheUrl() throws DeliveryException {
        transport(true, InetAddress::getAllByName, Duration.ofSeconds(10)).post(server.url(), "{\"text\":\"云\"}");

        assertThat(server.requests()).containsExactly("POST " + TestChatServer.PATH);
        assertThat(server.received()).containsExactly("{\"text\":\"云\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "301, redirect, SERVER",
        "307, redirect, SERVER",
        "400, http-400, ATTEMPT",
        "404, http-404, SERVER",
        "413, http-413, MESSAGE",
        "429, http-429, SERVER",
        "500, http-500, SERVER"
    })
    void otherResponsesAreFailuresAndRedirectsAreNotFollowed(int status, String reason, Scope scope) {
        server.respondWith(status);

        assertFailure(transport(true, InetAddress::getAllByName, Duration.ofSeconds(10)), server.url(), reason, scope);
        assertThat(server.requests()).containsExactly("POST " + TestChatServer.PATH);
    }

    @Test
    void addressThatIsNotAllowedIsNotConnected() {
        WebhookUrl named = new WebhookUrl("https://chat.example:" + server.port() + "/x");
        HostResolver rebound =
                _ -> new InetAddress[] {InetAddress.ofLiteral("198.51.100.7"), InetAddress.ofLiteral("127.0.0.1")};

        assertFailure(transport(false, rebound, Duration.ofSeconds(10)), named, "address-not-allowed", Scope.SERVER);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void checkedAddressIsTheOneThatIsConnected() {
        // A second resolution would return another address.
        List<String> resolved = new ArrayList<>();
        HostResolver resolver = host -> {
            resolved.add(host);
            return new InetAddress[] {InetAddress.ofLiteral(resolved.size() == 1 ? "169.254.169.254" : "127.0.0.1")};
        };

        assertFailure(
                transport(true, resolver, Duration.ofSeconds(10)),
                new WebhookUrl("https://chat.example/x"),
                "address-not-allowed",
                Scope.SERVER);
        assertThat(resolved).containsExactly("chat.example");
    }

    @Test
    void unencryptedRequestIsSentToLoopbackAddressesOnly() {
        HostResolver elsewhere = _ -> new InetAddress[] {InetAddress.ofLiteral("192.168.1.5")};

        assertFailure(
                transport(true, elsewhere, Duration.ofSeconds(10)),
                new WebhookUrl("http://localhost/x"),
                "address-not-allowed",
                Scope.SERVER);
    }

    @Test
    void unknownHostAndUnencryptedServerAreReported() throws IOException {
        HostResolver unknown = host -> {
            throw new UnknownHostException(host);
        };
        HostResolver local = _ -> new InetAddress[] {InetAddress.getLoopbackAddress()};

        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            WebhookUrl url = new WebhookUrl("https://chat.example:" + other.getLocalPort() + "/x");
            assertFailure(transport(true, unknown, Duration.ofSeconds(10)), url, "unknown-host", Scope.SERVER);
            Thread.ofVirtual().start(() -> answer(other, "HTTP/1.1 200 OK\r\n\r\n"));
            assertFailure(transport(true, local, Duration.ofSeconds(10)), url, "tls", Scope.SERVER);
        }
    }

    @Test
    void serverThatSendsSingleBytesIsAbandonedAfterTheTimeLimit() throws IOException {
        CountDownLatch closed = new CountDownLatch(1);
        try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> drip(slow, closed));
            assertFailure(
                    transport(true, InetAddress::getAllByName, SHORT),
                    new WebhookUrl("http://127.0.0.1:" + slow.getLocalPort() + "/x"),
                    "timeout",
                    Scope.SERVER);
            assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends one byte after the other until the client has closed the connection. */
    private static void drip(ServerSocket slow, CountDownLatch closed) {
        try (Socket client = slow.accept()) {
            CountDownLatch never = new CountDownLatch(1);
            while (true) {
                client.getOutputStream().write('H');
                client.getOutputStream().flush();
                boolean _ = never.await(50, TimeUnit.MILLISECONDS);
            }
        } catch (IOException | InterruptedException e) {
            closed.countDown();
        }
    }

    @Test
    void responseThatIsNotHttpIsReported() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(other, "220 smtp.example ESMTP\r\n" + "x".repeat(100_000)));
            assertFailure(
                    transport(true, InetAddress::getAllByName, Duration.ofSeconds(10)),
                    new WebhookUrl("http://127.0.0.1:" + other.getLocalPort() + "/x"),
                    "invalid-response",
                    Scope.SERVER);
        }
    }

    private static void answer(ServerSocket other, String response) {
        try (Socket client = other.accept()) {
            int _ = client.getInputStream().read(new byte[4096]);
            client.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertFailure(WebhookTransport transport, WebhookUrl url, String reason, Scope scope) {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> transport.post(url, "{}"))
                .satisfies(e -> {
                    assertThat(e.reason()).isEqualTo(reason);
                    assertThat(e.scope()).isEqualTo(scope);
                })
                .withMessageNotContaining("secret");
    }

    private static WebhookTransport transport(boolean loopback, HostResolver resolver, Duration timeLimit) {
        return new WebhookTransport(
                new WebhookAddressPolicy(new WebhookProperties(true, loopback, "")),
                resolver,
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                timeLimit);
    }
}
