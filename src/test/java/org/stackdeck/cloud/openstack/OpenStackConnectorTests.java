package org.stackdeck.cloud.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.CloudsChanged;
import org.stackdeck.cloud.CloudsChangedListener;
import org.stackdeck.cloud.client.CloudEntryReport;
import org.stackdeck.cloud.connection.CloudSetting;
import org.stackdeck.cloud.connection.CloudSettings;
import org.stackdeck.cloud.connection.ConnectionFinding;
import org.stackdeck.cloud.connection.ConnectionStep;
import org.stackdeck.cloud.connection.ConnectionStepResult;
import org.stackdeck.cloud.connection.ConnectionTestListener;
import org.stackdeck.cloud.connection.PastedSettings;
import org.stackdeck.cloud.connection.PersistedSettings;
import org.stackdeck.cloud.connection.PersistedSettings.ReadablePart;
import org.stackdeck.cloud.connection.PlannedCloud;
import org.stackdeck.cloud.connection.TlsCertificate;
import org.stackdeck.cloud.notifications.BrokerProbe;
import org.stackdeck.cloud.notifications.TestBrokerProbes;
import org.stackdeck.cloud.openstack.http.CloudMetrics;
import org.stackdeck.simulator.Simulator;
import org.stackdeck.simulator.SimulatorOptions;

class OpenStackConnectorTests {

    private static final BrokerProbe BROKERS = TestBrokerProbes.create();
    private static final String KEY_PASSWORD = "changeit";

    @TempDir
    private static Path directory;

    private static Simulator simulator;
    private static List<PastedSettings> entries;

    private final List<CloudsChanged> events = new ArrayList<>();
    private final List<CloudsChanged> repeatable = new ArrayList<>();
    private final List<CloudsChangedListener> listeners = List.of(this::failOnce, events::add);
    private final OpenStackClouds clouds = new OpenStackClouds(
            List.of(),
            TestOpenStackClouds.settings(10),
            Clock.systemUTC(),
            Executors.newVirtualThreadPerTaskExecutor(),
            CloudMetrics.none());
    private final OpenStackConnector connector = new OpenStackConnector(
            clouds, Set.of("from-file"), BROKERS, Clock.systemUTC(), new CloudsChangedNotifier(() -> listeners));
    private boolean failing;

    private void failOnce(CloudsChanged event) {
        if (failing) {
            failing = false;
            throw new IllegalStateException("not now");
        }
        repeatable.add(event);
    }

    @BeforeAll
    static void start() throws IOException {
        simulator = Simulator.start(SimulatorOptions.defaults());
        Path file = directory.resolve("clouds.yaml");
        simulator.writeCloudsYaml(file);
        entries = TestConnectors.create().parse(Files.readString(file));
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @AfterEach
    void close() {
        clouds.close();
    }

    private void connect(CloudSettings... settings) {
        connector.connect(Arrays.stream(settings)
                .map(each -> new PersistedSettings(each, ReadablePart.ALL))
                .toList());
    }

    private static CloudSettings simulated(String entry) {
        return simulated(entry, entry, Map.of());
    }

    private static CloudSettings simulated(String entry, String name, Map<CloudSetting, String> changes) {
        PastedSettings pasted = entries.stream()
                .filter(each -> each.name().equals(entry))
                .findFirst()
                .orElseThrow();
        Map<CloudSetting, String> values = new EnumMap<>(CloudSetting.class);
        values.putAll(pasted.values());
        values.putAll(changes);
        return new CloudSettings(name, values);
    }

    @Test
    void connectedCloudIsUsedAndDisconnectedWithoutARestart() {
        connect(simulated("staff"));

        assertThat(clouds.names()).containsExactly(new CloudName("staff"));
        assertThat(clouds.discover(new CloudName("staff"))).hasSize(1);
        assertThat(clouds.isSimulated(new CloudName("staff"))).isFalse();
        assertThat(clouds.entryReports())
                .singleElement()
                .extracting(CloudEntryReport::source)
                .isEqualTo("database");

        connect();

        assertThat(clouds.names()).isEmpty();
        assertThat(clouds.projects()).isEmpty();
        assertThatThrownBy(() -> clouds.discover(new CloudName("staff"))).isInstanceOf(CloudException.class);
        assertThat(events).extracting(CloudsChanged::clouds).containsOnly(Set.of(new CloudName("staff")));
    }

    @Test
    void unchangedCloudKeepsItsStateAndChangedOneLosesIt() {
        CloudSettings staff = simulated("staff");
        CloudSettings other = new CloudSettings(
                "other",
                Map.of(
                        CloudSetting.AUTH_URL,
                        "http://127.0.0.1:1",
                        CloudSetting.USERNAME,
                        "me",
                        CloudSetting.PASSWORD,
                        "p"));
        connect(staff);
        int projects = clouds.discover(new CloudName("staff")).size();
        events.clear();

        connect(staff, other);
        connect(simulated("staff"), other);

        assertThat(clouds.projects()).hasSize(projects);
        assertThat(events).containsExactly(new CloudsChanged(Set.of(new CloudName("other"))));

        connect(staff.with(CloudSetting.INTERFACE, "internal"), other);

        assertThat(clouds.projects()).isEmpty();
        assertThat(events).endsWith(new CloudsChanged(Set.of(new CloudName("staff"))));
    }

    @Test
    void entryOfAnExistingCloudJoinsIt() {
        connect(simulated("staff"), simulated("research"));

        assertThat(clouds.names()).containsExactly(new CloudName("staff"));
        assertThat(clouds.discover(new CloudName("staff"))).hasSize(2);

        connect(simulated("staff"));

        assertThat(clouds.discover(new CloudName("staff"))).hasSize(1);
        assertThat(clouds.entryReports()).hasSize(1);
    }

    @Test
    void unreadableConnectionNamesItsCloudAndDisablesNoOther() {
        CloudSettings damaged = new CloudSettings("damaged", Map.of());
        connector.connect(List.of(
                new PersistedSettings(damaged, ReadablePart.NAME),
                new PersistedSettings(simulated("staff").withoutSecrets(), ReadablePart.WITHOUT_SECRETS),
                new PersistedSettings(simulated("research"), ReadablePart.ALL)));

        assertThat(problems()).containsOnlyKeys("damaged", "staff");
        assertThat(clouds.names()).containsExactly(new CloudName("staff"));
        assertThat(clouds.discover(new CloudName("staff"))).hasSize(1);
        assertThat(problems())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("damaged", "settings-unreadable", "staff", "secrets-unreadable"));

        connect(simulated("staff"), simulated("research"));

        assertThat(clouds.discover(new CloudName("staff"))).hasSize(2);
        assertThat(problems()).isEmpty();
    }

    /** Returns the code of the first remark for each entry that has a problem. */
    private Map<String, String> problems() {
        return clouds.entryReports().stream()
                .filter(report -> report.problem() != null)
                .collect(Collectors.toMap(
                        CloudEntryReport::entry,
                        report -> report.remarks().getFirst().code()));
    }

    @Test
    void changeIsRepeatedForAListenerThatFailed() {
        failing = true;
        connect(simulated("staff"));
        assertThat(repeatable).isEmpty();

        connect(simulated("staff"));
        connect(simulated("staff"));

        assertThat(repeatable).containsExactly(new CloudsChanged(Set.of(new CloudName("staff"))));
        assertThat(events).isEqualTo(repeatable);
    }

    @Test
    void changeIsRepeatedTogetherWithThoseThatFollowed() {
        failing = true;
        connect(simulated("staff"));
        connect(simulated("staff"), at("http://127.0.0.1:1"));

        assertThat(repeatable)
                .containsExactly(new CloudsChanged(Set.of(new CloudName("staff"), new CloudName("there"))));
        assertThat(events)
                .containsExactly(
                        new CloudsChanged(Set.of(new CloudName("staff"))),
                        new CloudsChanged(Set.of(new CloudName("there"))));
    }

    @Test
    void planShowsWhichCloudsEntriesWouldForm() {
        CloudSettings first = simulated("staff", "first", Map.of(CloudSetting.REGION_NAME, ""));
        CloudSettings second = simulated("research", "second", Map.of(CloudSetting.REGION_NAME, "RegionTwo"));

        String alone = connector.plan(List.of(first)).getFirst().address();
        List<PlannedCloud> both = connector.plan(List.of(first, second.withoutSecrets()));

        assertThat(both)
                .containsExactly(
                        new PlannedCloud(new CloudName("first"), alone + " RegionTwo", List.of("first", "second")));
        assertThat(clouds.names()).isEmpty();
    }

    @Test
    void unreachableAddressesAreDistinguished() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        HttpServer notKeystone = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        notKeystone.start();
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> respondWithoutTls(plain));
            assertThat(findings(test(at("http://no-such-host.invalid:5000"))))
                    .containsEntry(ConnectionStep.NAME_RESOLUTION, ConnectionFinding.UNKNOWN_HOST)
                    .containsEntry(ConnectionStep.TLS, ConnectionFinding.PREREQUISITE_FAILED);
            assertThat(findings(test(at("http://127.0.0.1:" + closed))))
                    .containsEntry(ConnectionStep.TLS, ConnectionFinding.CONNECTION_REFUSED);
            assertThat(findings(test(at("https://127.0.0.1:" + plain.getLocalPort()))))
                    .containsEntry(ConnectionStep.TLS, ConnectionFinding.TLS_FAILED);
            assertThat(findings(test(
                            at("http://127.0.0.1:" + notKeystone.getAddress().getPort()))))
                    .containsEntry(ConnectionStep.KEYSTONE, ConnectionFinding.UNEXPECTED_RESPONSE);
        } finally {
            notKeystone.stop(0);
        }
    }

    @Test
    void errorsOfOtherServicesAreDistinguishedFromThoseOfKeystone() throws IOException {
        for (int status : List.of(400, 401, 403, 405, 501)) {
            assertThat(keystoneFinding(status, "<html>Not Keystone</html>"))
                    .isEqualTo(ConnectionFinding.UNEXPECTED_RESPONSE);
        }
        assertThat(keystoneFinding(403, "{\"error\":{\"code\":403,\"message\":\"You are not authorized.\"}}"))
                .isEqualTo(ConnectionFinding.FORBIDDEN);
        assertThat(keystoneFinding(401, "{\"error\":{\"code\":401,\"message\":\"Authentication required.\"}}"))
                .isEqualTo(ConnectionFinding.CREDENTIAL_REJECTED);
        assertThat(keystoneFinding(502, "<html>Bad gateway</html>")).isEqualTo(ConnectionFinding.SERVICE_ERROR);
    }

    private ConnectionFinding keystoneFinding(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            return result(test(at("http://127.0.0.1:" + server.getAddress().getPort())), ConnectionStep.KEYSTONE)
                    .finding();
        } finally {
            server.stop(0);
        }
    }

    private static void respondWithoutTls(ServerSocket socket) {
        try (Socket accepted = socket.accept()) {
            accepted.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            accepted.getOutputStream().flush();
            accepted.getInputStream().readAllBytes();
        } catch (IOException e) {
            // The client has closed the connection.
        }
    }

    @Test
    void untrustedCertificateIsShownAndCanBeTrustedForThisCloud() throws Exception {
        HttpsServer server = serve("named", "IP:127.0.0.1");
        HttpsServer misnamed = serve("misnamed", "DNS:elsewhere.example");
        try {
            CloudSettings settings =
                    at("https://127.0.0.1:" + server.getAddress().getPort());
            ConnectionStepResult untrusted = result(test(settings), ConnectionStep.TLS);
            assertThat(untrusted.finding()).isEqualTo(ConnectionFinding.CERTIFICATE_UNTRUSTED);
            TlsCertificate shown = untrusted.certificates().getFirst();
            assertThat(shown.subject()).isEqualTo("CN=named");
            assertThat(shown.sha256()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");

            ConnectionStepResult trusted =
                    result(test(settings.with(CloudSetting.CA_CERTIFICATES, shown.pem())), ConnectionStep.TLS);
            assertThat(trusted.finding()).isEqualTo(ConnectionFinding.CERTIFICATE_TRUSTED);
            assertThat(result(test(settings.with(CloudSetting.VERIFY, "false")), ConnectionStep.TLS)
                            .finding())
                    .isEqualTo(ConnectionFinding.CERTIFICATE_NOT_VERIFIED);

            CloudSettings other =
                    at("https://127.0.0.1:" + misnamed.getAddress().getPort());
            String pem = result(test(other), ConnectionStep.TLS)
                    .certificates()
                    .getFirst()
                    .pem();
            assertThat(result(test(other.with(CloudSetting.CA_CERTIFICATES, pem)), ConnectionStep.TLS)
                            .finding())
                    .isEqualTo(ConnectionFinding.CERTIFICATE_OF_OTHER_HOST);
        } finally {
            server.stop(0);
            misnamed.stop(0);
        }
    }

    @Test
    void expiredCertificateIsShownButNotOnlyAsUntrusted() throws Exception {
        HttpsServer server = serve("expired", "IP:127.0.0.1", "-startdate", "-3d", "-validity", "1");
        try {
            ConnectionStepResult result =
                    result(test(at("https://127.0.0.1:" + server.getAddress().getPort())), ConnectionStep.TLS);

            assertThat(result.finding()).isEqualTo(ConnectionFinding.CERTIFICATE_EXPIRED);
            assertThat(result.certificates())
                    .singleElement()
                    .satisfies(shown -> assertThat(shown.validUntil()).isBefore(Instant.now()));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void unreachableBrokerIsAWarning() {
        ConnectionStepResult result = result(
                test(simulated("staff", "staff", Map.of(CloudSetting.NOTIFICATIONS_URL, "amqp://a:hush@127.0.0.1:1/"))),
                ConnectionStep.NOTIFICATIONS);

        assertThat(result.finding()).isEqualTo(ConnectionFinding.BROKER_UNREACHABLE);
        assertThat(result.arguments()).containsExactly("127.0.0.1:1");
    }

    @Test
    void resultsContainNoSecrets() {
        try (StubOpenStack stub = new StubOpenStack()) {
            stub.password("hush-1");
            stub.lifetime(Duration.ofDays(10_000));
            stub.replyTo(
                    "GET /image/v2/images",
                    StubOpenStack.Reply.json(500, "{\"error\":{\"message\":\"hush-1 token-p1-1\"}}"));
            CloudSettings settings = new CloudSettings(
                    "stub",
                    Map.of(
                            CloudSetting.AUTH_URL, stub.address(),
                            CloudSetting.USERNAME, "me",
                            CloudSetting.PASSWORD, "hush-1",
                            CloudSetting.PROJECT_ID, "p1",
                            CloudSetting.NOTIFICATIONS_URL, "amqp://a:hush-2@127.0.0.1:1/"));

            List<ConnectionStepResult> accepted = test(settings);
            List<ConnectionStepResult> rejected = test(settings.with(CloudSetting.PASSWORD, "hush-3"));

            assertThat(findings(accepted))
                    .containsEntry(ConnectionStep.KEYSTONE, ConnectionFinding.AUTHENTICATED)
                    .containsEntry(ConnectionStep.GLANCE, ConnectionFinding.SERVICE_ERROR);
            assertThat(findings(rejected))
                    .containsEntry(ConnectionStep.KEYSTONE, ConnectionFinding.CREDENTIAL_REJECTED);
            assertThat(accepted + " " + rejected).doesNotContain("hush-", "token-");
            assertThat(settings).hasToString("CloudSettings[stub]");
        }
    }

    @Test
    void cancelledTestEndsBeforeItsNextStep() {
        RecordingListener listener = new RecordingListener(2);

        connector.test(simulated("staff"), listener);

        assertThat(listener.results).hasSize(2);
    }

    private static CloudSettings at(String url) {
        return new CloudSettings(
                "there",
                Map.of(CloudSetting.AUTH_URL, url, CloudSetting.USERNAME, "me", CloudSetting.PASSWORD, "secret"));
    }

    private List<ConnectionStepResult> test(CloudSettings settings) {
        RecordingListener listener = new RecordingListener(Integer.MAX_VALUE);
        connector.test(settings, listener);
        return listener.results;
    }

    private static Map<ConnectionStep, ConnectionFinding> findings(List<ConnectionStepResult> results) {
        Map<ConnectionStep, ConnectionFinding> findings = new EnumMap<>(ConnectionStep.class);
        results.forEach(result -> findings.put(result.step(), result.finding()));
        return findings;
    }

    private static ConnectionStepResult result(List<ConnectionStepResult> results, ConnectionStep step) {
        return results.stream()
                .filter(result -> result.step() == step)
                .findFirst()
                .orElseThrow();
    }

    private static HttpsServer serve(String name, String alternative, String... options) throws Exception {
        Path store = directory.resolve(name + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(Arrays.asList(
                "-genkeypair", "-alias", "k", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "SAN=" + alternative));
        command.addAll(
                Arrays.asList("-keystore", store.toString(), "-storepass", KEY_PASSWORD, "-storetype", "PKCS12"));
        command.addAll(List.of(options));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, KEY_PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, KEY_PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server;
    }

    private static final class RecordingListener implements ConnectionTestListener {

        private final List<ConnectionStepResult> results = new ArrayList<>();
        private final int limit;

        RecordingListener(int limit) {
            this.limit = limit;
        }

        @Override
        public void onStarted(ConnectionStep step) {
            assertThat(results).extracting(ConnectionStepResult::step).doesNotContain(step);
        }

        @Override
        public void onResult(ConnectionStepResult result) {
            results.add(result);
        }

        @Override
        public boolean isCancelled() {
            return results.size() >= limit;
        }
    }
}
