package org.stackdeck.cloud.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.stackdeck.cloud.notifications.Notifications.PROJECT;
import static org.stackdeck.cloud.notifications.Notifications.SENT;
import static org.stackdeck.cloud.notifications.Notifications.SERVER;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import org.stackdeck.cloud.ChangeHint;
import org.stackdeck.cloud.ChangeHints;
import org.stackdeck.cloud.ChangeHints.Channel;
import org.stackdeck.cloud.ChangeHints.Reason;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;

/** Uses a real RabbitMQ: working, interrupted, and denying access. */
@Tag("lab")
class NotificationsFromBrokerTests {

    private static final NotificationSettings SETTINGS = new NotificationSettings(
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofMillis(100),
            250,
            1000,
            Duration.ofMinutes(1),
            DataSize.ofKilobytes(100));

    private final Heard heard = new Heard();
    private LabBroker rabbit;
    private Relay relay;
    private @Nullable NovaNotifications notifications;

    /** Records hints and states in order. */
    private static class Heard implements ChangeHints.Receiver {

        private final List<ChangeHint> hints = new CopyOnWriteArrayList<>();
        private final List<String> states = new CopyOnWriteArrayList<>();

        @Override
        public void hinted(ChangeHint hint) {
            hints.add(hint);
        }

        @Override
        public void connected(CloudName cloud) {
            states.add("connected");
        }

        @Override
        public void away(CloudName cloud) {
            states.add("away");
        }
    }

    @BeforeEach
    void connect() throws IOException, TimeoutException {
        rabbit = new LabBroker();
        relay = new Relay("127.0.0.1", 5672);
    }

    @AfterEach
    void disconnect() throws IOException {
        if (notifications != null) {
            notifications.stop();
        }
        relay.close();
        rabbit.close();
    }

    private NovaNotifications listen(Broker... brokers) {
        var listening = new NovaNotifications(
                new Brokers(Map.of(LabBroker.CLOUD, List.of(brokers))), SETTINGS, Clock.systemUTC());
        notifications = listening;
        listening.subscribe(heard);
        listening.start();
        return listening;
    }

    private Broker relayed() {
        Broker real = rabbit.broker();
        return new Broker(
                List.of(relay.address()),
                real.virtualHost(),
                real.user(),
                real.password(),
                real.exchange(),
                real.topics(),
                null);
    }

    private void awaitStates(String... states) {
        await().untilAsserted(() -> assertThat(heard.states).containsExactly(states));
    }

    private static Reason reason(NovaNotifications of) {
        return of.channel(LabBroker.CLOUD).orElseThrow() instanceof Channel.Away(var _, var because)
                ? because
                : Reason.FAILED;
    }

    private void awaitReason(NovaNotifications of, Reason reason) {
        await().untilAsserted(() -> assertThat(of.channel(LabBroker.CLOUD).orElseThrow())
                .isInstanceOfSatisfying(
                        Channel.Away.class, away -> assertThat(away.because()).isEqualTo(reason)));
    }

    private void sendChange(String server) throws IOException {
        rabbit.send("versioned_notifications.info", Notifications.versioned("instance.update", server, PROJECT, SENT));
    }

    private static String id(int number) {
        return String.format("00000000-0000-0000-0000-%012d", number);
    }

    @Test
    void publishesHintsForBothNotificationFormats() throws IOException {
        NovaNotifications listening = listen(rabbit.broker());
        awaitStates("connected");
        assertThat(listening.channel(LabBroker.CLOUD)).containsInstanceOf(Channel.Connected.class);

        sendChange(SERVER);
        rabbit.send("notifications.error", Notifications.unversioned("compute.instance.update", id(2), PROJECT, SENT));

        await().untilAsserted(() -> assertThat(heard.hints).containsExactly(hint(SERVER), hint(id(2))));
    }

    private static ChangeHint hint(String server) {
        return new ChangeHint(
                LabBroker.CLOUD,
                new ServerId(server),
                new ProjectId(PROJECT),
                Instant.parse("2026-11-24T23:09:10.012200Z"));
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

        await().untilAsserted(() -> assertThat(heard.hints).containsExactly(hint(SERVER)));
        assertThat(heard.states).containsExactly("connected");
    }

    @Test
    void failingReceiverDoesNotAffectOtherReceivers() throws IOException {
        NovaNotifications listening = listen(rabbit.broker());
        listening.subscribe(new Heard() {
            @Override
            public void hinted(ChangeHint hint) {
                throw new IllegalStateException("no");
            }
        });
        awaitStates("connected");

        sendChange(SERVER);
        sendChange(id(2));

        await().untilAsserted(() -> assertThat(heard.hints).hasSize(2));
    }

    @Test
    void otherConsumersStillReceiveAllMessages() throws IOException, TimeoutException {
        listen(rabbit.broker());
        var other = new NovaNotifications(rabbit.brokers(), SETTINGS, Clock.systemUTC());
        Heard others = new Heard();
        other.subscribe(others);
        other.start();
        try {
            awaitStates("connected");
            await().untilAsserted(() -> assertThat(others.states).containsExactly("connected"));

            sendChange(SERVER);

            await().untilAsserted(() -> assertThat(heard.hints).hasSize(1));
            await().untilAsserted(() -> assertThat(others.hints).hasSize(1));
        } finally {
            other.stop();
        }
    }

    @Test
    void reconnectsAfterALostConnection() throws IOException {
        listen(relayed());
        awaitStates("connected");

        relay.cut();

        awaitStates("connected", "away", "connected");
        sendChange(SERVER);
        await().untilAsserted(() -> assertThat(heard.hints).containsExactly(hint(SERVER)));
    }

    @Test
    void reconnectsWhenTheBrokerIsBack() {
        NovaNotifications listening = listen(relayed());
        awaitStates("connected");

        relay.down();
        awaitReason(listening, Reason.UNREACHABLE);
        relay.up();

        awaitStates("connected", "away", "connected");
    }

    @Test
    void missingBrokerIsReportedAsUnreachable() {
        relay.down();

        awaitReason(listen(relayed()), Reason.UNREACHABLE);
        assertThat(heard.states).isEmpty();
    }

    @Test
    void wrongPasswordIsReportedAsRefused() {
        awaitReason(listen(rabbit.broker("wrong", rabbit.exchange())), Reason.REFUSED);
    }

    @Test
    void missingVirtualHostIsReportedAsRefused() {
        Broker real = rabbit.broker();
        Broker elsewhere = new Broker(
                real.nodes(), "/no-such", real.user(), real.password(), real.exchange(), real.topics(), null);

        awaitReason(listen(elsewhere), Reason.REFUSED);
    }

    @Test
    void missingExchangeIsAwaitedAndNeverDeclared() throws IOException {
        rabbit.deleteExchange();
        NovaNotifications listening = listen(rabbit.broker());
        awaitReason(listening, Reason.NO_EXCHANGE);

        // Fails if the exchange exists with other options.
        rabbit.declareExchange();

        awaitStates("connected");
    }

    @Test
    void continuesAfterTheExchangeWasRecreated() throws IOException {
        NovaNotifications listening = listen(rabbit.broker());
        awaitStates("connected");

        rabbit.deleteExchange();
        awaitReason(listening, Reason.NO_EXCHANGE);
        rabbit.declareExchange();
        awaitStates("connected", "away", "connected");

        sendChange(SERVER);
        await().untilAsserted(() -> assertThat(heard.hints).containsExactly(hint(SERVER)));
    }

    @Test
    void cloudWithTwoCellsIsConnectedWhileBothBrokersAre() {
        NovaNotifications listening = listen(rabbit.broker(), relayed());
        awaitStates("connected");

        relay.down();
        awaitStates("connected", "away");
        assertThat(reason(listening)).isIn(Reason.LOST, Reason.UNREACHABLE);
    }

    @Test
    void publishesNoHintsAfterStop() throws IOException {
        NovaNotifications listening = listen(rabbit.broker());
        awaitStates("connected");

        listening.stop();
        sendChange(SERVER);

        await().during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(heard.hints).isEmpty());
        assertThat(heard.states).containsExactly("connected");
    }
}
