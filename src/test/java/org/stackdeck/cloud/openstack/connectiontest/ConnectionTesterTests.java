package org.stackdeck.cloud.openstack.connectiontest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.cloud.ChangeHintSource.DisconnectReason;
import org.stackdeck.cloud.connection.CloudSetting;
import org.stackdeck.cloud.connection.CloudSettings;
import org.stackdeck.cloud.connection.ConnectionFinding;
import org.stackdeck.cloud.connection.ConnectionStep;
import org.stackdeck.cloud.connection.ConnectionStepResult;
import org.stackdeck.cloud.connection.ConnectionTestListener;
import org.stackdeck.cloud.notifications.BrokerProbe;
import org.stackdeck.cloud.notifications.TestBrokerProbes;
import org.stackdeck.cloud.openstack.StubOpenStack;
import org.stackdeck.cloud.openstack.TestOpenStackClouds;
import org.stackdeck.cloud.openstack.config.ConnectionEntryReader;
import org.stackdeck.cloud.openstack.connectiontest.ConnectionTester.TimeLimits;
import org.stackdeck.cloud.openstack.discovery.CloudContext;
import org.stackdeck.platform.MutableClock;

/** The timeout makes a test fail that would otherwise wait hours for the end of a response. */
@Timeout(60)
class ConnectionTesterTests {

    /** Header of a TLS handshake record of 16 KiB. The client waits for the rest of the record. */
    private static final byte[] TLS_RECORD = {0x16, 0x03, 0x03, 0x40, 0x00};

    private static final byte[] HTTP_RESPONSE =
            "HTTP/1.1 200 OK\r\nContent-Length: 16384\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final TimeLimits LONG = new TimeLimits(Duration.ofSeconds(50), Duration.ofSeconds(50));
    private static final TimeLimits SHORT_STEPS = new TimeLimits(Duration.ofSeconds(2), Duration.ofSeconds(50));

    private final StubOpenStack stub = new StubOpenStack();
    private final MutableClock clock = new MutableClock(StubOpenStack.ISSUED);
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final CloudContext context = new CloudContext(TestOpenStackClouds.settings(1), clock, executor);
    private final BrokerProbe brokers = TestBrokerProbes.create();
    private final Map<ConnectionStep, ConnectionStepResult> results = new EnumMap<>(ConnectionStep.class);
    private Runnable afterCatalog = () -> {};

    @AfterEach
    void close() {
        context.close();
        executor.shutdownNow();
        stub.close();
    }

    private void run(String address, Map<CloudSetting, String> more, BrokerProbe probe, TimeLimits limits) {
        CloudSettings settings = new CloudSettings(
                        "stub",
                        Map.of(
                                CloudSetting.AUTH_URL, address,
                                CloudSetting.USERNAME, "me",
                                CloudSetting.PASSWORD, "secret"))
                .with(more);
        new ConnectionTester(ConnectionEntryReader.read(settings), context, probe, limits)
                .run(new ConnectionTestListener() {
                    @Override
                    public void onStarted(ConnectionStep step) {}

                    @Override
                    public void onResult(ConnectionStepResult result) {
                        results.put(result.step(), result);
                        if (result.step() == ConnectionStep.CATALOG) {
                            afterCatalog.run();
                        }
                    }

                    @Override
                    public boolean isCancelled() {
                        return false;
                    }
                });
    }

    private ConnectionFinding finding(ConnectionStep step) {
        return result(step).finding();
    }

    private ConnectionStepResult result(ConnectionStep step) {
        return Objects.requireNonNull(results.get(step));
    }

    @ParameterizedTest
    @CsvSource({"1, 50", "50, 1"})
    void singleBytesProlongNeitherTheLimitOfAStepNorThatOfTheTest(int step, int test) throws IOException {
        try (SlowServer server = new SlowServer(TLS_RECORD)) {
            run(
                    "https://127.0.0.1:" + server.port(),
                    Map.of(),
                    brokers,
                    new TimeLimits(Duration.ofSeconds(step), Duration.ofSeconds(test)));

            assertThat(finding(ConnectionStep.TLS)).isEqualTo(ConnectionFinding.TIMEOUT);
            assertThat(result(ConnectionStep.TLS).arguments()).containsExactly("127.0.0.1");
            assertThat(finding(ConnectionStep.KEYSTONE)).isEqualTo(ConnectionFinding.PREREQUISITE_FAILED);
        }
    }

    @Test
    void stepsAfterASlowServiceAreExecuted() throws IOException {
        try (SlowServer server = new SlowServer(HTTP_RESPONSE)) {
            stub.setNovaAddress("http://127.0.0.1:" + server.port());
            run(stub.address(), Map.of(), brokers, SHORT_STEPS);

            assertThat(finding(ConnectionStep.NOVA)).isEqualTo(ConnectionFinding.TIMEOUT);
            assertThat(result(ConnectionStep.NOVA).arguments()).containsExactly("Nova");
            assertThat(finding(ConnectionStep.GLANCE)).isEqualTo(ConnectionFinding.REACHED);
            assertThat(finding(ConnectionStep.ROLES)).isEqualTo(ConnectionFinding.ROLES_FOUND);
        }
    }

    @Test
    void stepsAfterTheTimeLimitOfTheTestAreSkipped() {
        afterCatalog = () -> clock.advance(Duration.ofSeconds(50));

        run(stub.address(), Map.of(), brokers, LONG);

        assertThat(finding(ConnectionStep.CATALOG)).isEqualTo(ConnectionFinding.SERVICES_FOUND);
        for (ConnectionStep step : List.of(ConnectionStep.NOVA, ConnectionStep.CINDER, ConnectionStep.NOTIFICATIONS)) {
            assertThat(finding(step)).isEqualTo(ConnectionFinding.TIME_LIMIT_REACHED);
            assertThat(result(step).arguments()).containsExactly("50");
        }
        assertThat(results).containsOnlyKeys(ConnectionStep.values());
    }

    @Test
    void interruptEndsTheTest() throws Exception {
        try (SlowServer server = new SlowServer(TLS_RECORD)) {
            Thread thread =
                    Thread.ofVirtual().start(() -> run("https://127.0.0.1:" + server.port(), Map.of(), brokers, LONG));
            assertThat(server.accepted.await(10, TimeUnit.SECONDS)).isTrue();

            thread.interrupt();

            assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
            assertThat(results).containsOnlyKeys(ConnectionStep.NAME_RESOLUTION);
        }
    }

    @Test
    void accountWithoutProjectsIsReported() {
        stub.removeProject("p1");

        run(stub.address(), Map.of(), brokers, LONG);

        assertThat(finding(ConnectionStep.KEYSTONE)).isEqualTo(ConnectionFinding.NO_PROJECT);
        assertThat(finding(ConnectionStep.NOVA)).isEqualTo(ConnectionFinding.PREREQUISITE_FAILED);
    }

    @ParameterizedTest
    @CsvSource({"2.72, NOVA_TOO_OLD", "2.73, NOVA_SUPPORTED"})
    void novaMustSupportTheRequiredMicroversion(String newest, ConnectionFinding expected) {
        stub.replyTo("GET /v2.1/", StubOpenStack.version("2.1", newest));
        stub.replyTo("GET /v2.1/servers", StubOpenStack.Reply.json(200, "{\"servers\":[]}"));

        run(stub.address(), Map.of(), brokers, LONG);

        assertThat(finding(ConnectionStep.NOVA)).isEqualTo(expected);
        assertThat(result(ConnectionStep.NOVA).arguments()).containsExactly(newest);
    }

    @Test
    void schemeOfAnEndpointIsNotCaseSensitive() {
        stub.setNovaAddress(stub.address().replace("http:", "HTTP:") + "/v2.1");
        stub.replyTo("GET /v2.1/servers", StubOpenStack.Reply.json(200, "{\"servers\":[]}"));

        run(stub.address(), Map.of(), brokers, LONG);

        assertThat(finding(ConnectionStep.NOVA)).isEqualTo(ConnectionFinding.NOVA_SUPPORTED);
    }

    @ParameterizedTest
    @CsvSource({
        "NO_EXCHANGE, EXCHANGE_MISSING",
        "REFUSED, BROKER_REFUSED",
        "FORBIDDEN, BROKER_FORBIDDEN",
        "UNREACHABLE, BROKER_UNREACHABLE"
    })
    void problemsOfTheBrokerAreDistinguished(DisconnectReason reason, ConnectionFinding expected) {
        run(
                stub.address(),
                Map.of(CloudSetting.NOTIFICATIONS_URL, "amqp://a:hush@rabbit.example/"),
                TestBrokerProbes.reporting(reason),
                LONG);

        assertThat(finding(ConnectionStep.NOTIFICATIONS)).isEqualTo(expected);
        assertThat(result(ConnectionStep.NOTIFICATIONS).arguments()).containsExactly("rabbit.example:5672");
    }

    /** Sends the beginning of a response and then one byte every 20 ms. */
    private static final class SlowServer implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final ScheduledExecutorService bytes = Executors.newSingleThreadScheduledExecutor();
        private final CountDownLatch accepted = new CountDownLatch(1);

        SlowServer(byte[] beginning) throws IOException {
            Thread.startVirtualThread(() -> accept(beginning));
        }

        int port() {
            return socket.getLocalPort();
        }

        private void accept(byte[] beginning) {
            try {
                while (true) {
                    Socket connection = socket.accept();
                    accepted.countDown();
                    OutputStream out = connection.getOutputStream();
                    out.write(beginning);
                    var _ = bytes.scheduleAtFixedRate(() -> send(out), 0, 20, TimeUnit.MILLISECONDS);
                }
            } catch (IOException e) {
                // The test has ended.
            }
        }

        /** Throws an exception after the client has closed the connection, which cancels the schedule. */
        private static void send(OutputStream out) {
            try {
                out.write(0);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            bytes.shutdownNow();
            socket.close();
        }
    }
}
