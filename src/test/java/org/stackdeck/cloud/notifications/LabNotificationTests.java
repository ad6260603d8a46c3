package org.stackdeck.cloud.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.stackdeck.cloud.notifications.NotificationMessageFactory.PROJECT;
import static org.stackdeck.cloud.notifications.NotificationMessageFactory.SENT;
import static org.stackdeck.cloud.notifications.NotificationMessageFactory.SERVER;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import org.stackdeck.cloud.ChangeHint;
import org.stackdeck.cloud.ChangeHintSource;
import org.stackdeck.cloud.ChangeHintSource.ConnectionState;
import org.stackdeck.cloud.ChangeHintSource.DisconnectReason;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.product.OnLab;

/** Tests notifications from a real RabbitMQ that works, is interrupted, or denies access. */
@OnLab
class LabNotificationTests {

    /** The volume in the sample {@code volume.create.end}. */
    private static final String VOLUME = "16519402-2941-4b24-8e0e-4f8260fdd88f";

    private static final NotificationProperties SETTINGS = new NotificationProperties(
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofMillis(100),
            250,
            1000,
            Duration.ofMinutes(1),
            DataSize.ofKilobytes(100));

    private final RecordingListener recordingListener = new RecordingListener();
    private LabBroker rabbit;
    private TcpRelay tcpRelay;
    private @Nullable BrokerChangeHintSource source;

    /** Records hints and connection states in order. */
    private static class RecordingListener implements ChangeHintSource.Listener {

        private final List<ChangeHint> hints = new CopyOnWriteArrayList<>();
        private final List<String> states = new CopyOnWriteArrayList<>();

        @Override
        public void onChangeHint(ChangeHint hint) {
            hints.add(hint);
        }

        @Override
        public void onConnected(CloudName cloud) {
            states.add("connected");
        }

        @Override
        public void onDisconnected(CloudName cloud) {
            states.add("away");
        }
    }

    @BeforeEach
    void connect() throws IOException, TimeoutException {
        rabbit = new LabBroker();
        tcpRelay = new TcpRelay("127.0.0.1", 5672);
    }

    @AfterEach
    void disconnect() throws IOException {
        if (source != null) {
            source.stop();
        }
        tcpRelay.close();
        rabbit.close();
    }

    private BrokerChangeHintSource listen(Broker... brokers) {
        var listening = new BrokerChangeHintSource(
                () -> Map.of(LabBroker.CLOUD, List.of(brokers)), SETTINGS, Clock.systemUTC());
        source = listening;
        listening.subscribe(recordingListener);
        listening.start();
        return listening;
    }

    private Broker relayed() {
        Broker real = rabbit.broker();
        return new Broker(
                List.of(tcpRelay.address()),
                real.virtualHost(),
                real.user(),
                real.password(),
                real.exchange(),
                real.resourceExchanges(),
                real.topics(),
                null);
    }

    private void awaitStates(String... states) {
        await().untilAsserted(() -> assertThat(recordingListener.states).containsExactly(states));
    }

    private static DisconnectReason reason(BrokerChangeHintSource of) {
        return of.connectionState(LabBroker.CLOUD).orElseThrow()
                        instanceof ConnectionState.Disconnected(var _, var because)
                ? because
                : DisconnectReason.FAILED;
    }

    private void awaitReason(BrokerChangeHintSource of, DisconnectReason disconnectReason) {
        await().untilAsserted(() -> assertThat(
                        of.connectionState(LabBroker.CLOUD).orElseThrow())
                .isInstanceOfSatisfying(
                        ConnectionState.Disconnected.class,
                        disconnected -> assertThat(disconnected.reason()).isEqualTo(disconnectReason)));
    }

    private void sendChange(String server) throws IOException {
        rabbit.send(
                "versioned_notifications.info",
                NotificationMessageFactory.versioned("instance.update", server, PROJECT, SENT));
    }

    private static String id(int number) {
        return String.format("00000000-0000-0000-0000-%012d", number);
    }

    @Test
    void publishesHintsForBothNotificationFormats() throws IOException {
        BrokerChangeHintSource listening = listen(rabbit.broker());
        awaitStates("connected");
        assertThat(listening.connectionState(LabBroker.CLOUD)).containsInstanceOf(ConnectionState.Connected.class);

        sendChange(SERVER);
        rabbit.send(
                "notifications.error",
                NotificationMessageFactory.unversioned("compute.instance.update", id(2), PROJECT, SENT));

        await().untilAsserted(() -> assertThat(recordingListener.hints).containsExactly(hint(SERVER), hint(id(2))));
    }

    private static ChangeHint hint(String server) {
        return new ChangeHint(
                LabBroker.CLOUD,
                ChangeHint.Service.NOVA,
                Set.of(new ServerId(server)),
                new ProjectId(PROJECT),
                Set.of(),
                null);
    }

    @Test
    void continuesAfterMalformedMessages() throws IOException {
        listen(rabbit.broker());
        awaitStates("connected");

        for (int i = 0; i < 50; i++) {
            rabbit.send("versioned_notifications.info", "{\"oslo.message\": \"[".getBytes(StandardCharsets.UTF_8));
            rabbit.send("versioned_notifications.info", new byte[200_000]);
        }
        sendChange(SERVER);

        await().untilAsserted(() -> assertThat(recordingListener.hints).containsExactly(hint(SERVER)));
        assertThat(recordingListener.states).containsExactly("connected");
    }

    @Test
    void failingReceiverDoesNotAffectOtherReceivers() throws IOException {
        BrokerChangeHintSource listening = listen(rabbit.broker());
        listening.subscribe(new RecordingListener() {
            @Override
            public void onChangeHint(ChangeHint hint) {
                throw new IllegalStateException("no");
            }
        });
        awaitStates("connected");

        sendChange(SERVER);
        sendChange(id(2));

        await().untilAsserted(() -> assertThat(recordingListener.hints).hasSize(2));
    }

    @Test
    void otherConsumersStillReceiveAllMessages() throws IOException, TimeoutException {
        listen(rabbit.broker());
        var other = new BrokerChangeHintSource(rabbit.brokers(), SETTINGS, Clock.systemUTC());
        RecordingListener others = new RecordingListener();
        other.subscribe(others);
        other.start();
        try {
            awaitStates("connected");
            await().untilAsserted(() -> assertThat(others.states).containsExactly("connected"));

            sendChange(SERVER);

            await().untilAsserted(() -> assertThat(recordingListener.hints).hasSize(1));
            await().untilAsserted(() -> assertThat(others.hints).hasSize(1));
        } finally {
            other.stop();
        }
    }

    @Test
    void reconnectsAfterALostConnection() throws IOException {
        listen(relayed());
        awaitStates("connected");

        tcpRelay.closeConnections();

        awaitStates("connected", "away", "connected");
        sendChange(SERVER);
        await().untilAsserted(() -> assertThat(recordingListener.hints).containsExactly(hint(SERVER)));
    }

    @Test
    void reconnectsWhenTheBrokerIsBack() {
        BrokerChangeHintSource listening = listen(relayed());
        awaitStates("connected");

        tcpRelay.stop();
        awaitReason(listening, DisconnectReason.UNREACHABLE);
        tcpRelay.start();

        awaitStates("connected", "away", "connected");
    }

    @Test
    void missingBrokerIsReportedAsUnreachable() {
        tcpRelay.stop();

        awaitReason(listen(relayed()), DisconnectReason.UNREACHABLE);
        assertThat(recordingListener.states).isEmpty();
    }

    @Test
    void wrongPasswordIsReportedAsRefused() {
        awaitReason(listen(rabbit.broker("wrong", rabbit.exchange())), DisconnectReason.REFUSED);
    }

    @Test
    void missingVirtualHostIsReportedAsRefused() {
        Broker real = rabbit.broker();
        Broker elsewhere = new Broker(
                real.nodes(),
                "/no-such",
                real.user(),
                real.password(),
                real.exchange(),
                List.of(),
                real.topics(),
                null);

        awaitReason(listen(elsewhere), DisconnectReason.REFUSED);
    }

    @Test
    void missingExchangeIsAwaitedAndNeverDeclared() throws IOException {
        rabbit.deleteExchange();
        BrokerChangeHintSource listening = listen(rabbit.broker());
        awaitReason(listening, DisconnectReason.NO_EXCHANGE);

        // The declaration fails if the exchange already exists with other options.
        rabbit.declareExchange();

        awaitStates("connected");
    }

    @Test
    void continuesAfterTheExchangeWasRecreated() throws IOException {
        BrokerChangeHintSource listening = listen(rabbit.broker());
        awaitStates("connected");

        rabbit.deleteExchange();
        awaitReason(listening, DisconnectReason.NO_EXCHANGE);
        rabbit.declareExchange();
        awaitStates("connected", "away", "connected");

        sendChange(SERVER);
        await().untilAsserted(() -> assertThat(recordingListener.hints).containsExactly(hint(SERVER)));
    }

    @Test
    void missingExchangesOfOtherServicesAreAwaitedWhileNovasNotificationsAreReceived() throws IOException {
        String volumes = rabbit.exchange() + "-volumes";
        BrokerChangeHintSource listening = listen(
                rabbit.broker("lab-secret", rabbit.exchange(), List.of(rabbit.exchange() + "-missing", volumes)));
        awaitStates("connected");
        sendChange(SERVER);
        await().untilAsserted(() -> assertThat(recordingListener.hints).containsExactly(hint(SERVER)));

        rabbit.declareExchange(volumes);
        try {
            await().untilAsserted(() -> {
                rabbit.send(volumes, "notifications.info", NotificationSamples.read("volume.create.end"));
                assertThat(recordingListener.hints).contains(volumeHint());
            });
        } finally {
            rabbit.deleteExchange(volumes);
        }

        sendChange(id(2));
        await().untilAsserted(() -> assertThat(recordingListener.hints).contains(hint(id(2))));
        assertThat(recordingListener.states).containsExactly("connected");
        assertThat(listening.services(LabBroker.CLOUD))
                .containsExactlyInAnyOrder(ChangeHint.Service.NOVA, ChangeHint.Service.CINDER);
    }

    @Test
    void otherServicesNotificationsAreReceivedWhileNovasExchangeIsMissing() throws IOException {
        BrokerChangeHintSource listening =
                listen(rabbit.broker("lab-secret", rabbit.exchange() + "-missing", List.of(rabbit.exchange())));
        awaitReason(listening, DisconnectReason.NO_EXCHANGE);

        rabbit.send(rabbit.exchange(), "notifications.info", NotificationSamples.read("volume.create.end"));

        await().untilAsserted(() -> assertThat(recordingListener.hints).containsExactly(volumeHint()));
        assertThat(recordingListener.states).isEmpty();
    }

    private static ChangeHint volumeHint() {
        return new ChangeHint(
                LabBroker.CLOUD,
                ChangeHint.Service.CINDER,
                Set.of(),
                null,
                Set.of(ResourceKind.VOLUME),
                new ResourceKey(LabBroker.CLOUD, ResourceKind.VOLUME, VOLUME));
    }

    @Test
    void cloudWithTwoCellsIsConnectedWhileBothBrokersAre() {
        BrokerChangeHintSource listening = listen(rabbit.broker(), relayed());
        awaitStates("connected");

        tcpRelay.stop();
        awaitStates("connected", "away");
        assertThat(reason(listening)).isIn(DisconnectReason.LOST, DisconnectReason.UNREACHABLE);
    }

    @Test
    void publishesNoHintsAfterStop() throws IOException {
        BrokerChangeHintSource listening = listen(rabbit.broker());
        awaitStates("connected");

        listening.stop();
        sendChange(SERVER);

        await().during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(recordingListener.hints).isEmpty());
        assertThat(recordingListener.states).containsExactly("connected");
    }
}
