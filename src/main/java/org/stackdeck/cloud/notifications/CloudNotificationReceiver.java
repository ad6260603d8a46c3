package org.stackdeck.cloud.notifications;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.ChangeHint;
import org.stackdeck.cloud.ChangeHint.Service;
import org.stackdeck.cloud.ChangeHintSource.ConnectionState;
import org.stackdeck.cloud.ChangeHintSource.DisconnectReason;
import org.stackdeck.cloud.ChangeHintSource.Listener;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.notifications.BrokerMessageReceiver.State;
import org.stackdeck.cloud.resource.ResourceKey;

/**
 * Receives notifications from all brokers of one cloud. The cloud counts as connected only while Nova's notifications
 * are received from all of them.
 */
final class CloudNotificationReceiver {

    private static final Logger log = LoggerFactory.getLogger(CloudNotificationReceiver.class);

    private final CloudName cloud;
    private final Listener listener;
    private final Clock clock;
    private final NotificationParser parser;
    private final List<BrokerMessageReceiver> listeners = new ArrayList<>();
    private final List<State> states = new ArrayList<>();
    private final Set<Service> services = ConcurrentHashMap.newKeySet();
    private final AtomicLong malformed = new AtomicLong();
    private volatile ConnectionState connectionState;

    CloudNotificationReceiver(
            CloudName cloud,
            List<Broker> brokers,
            NotificationProperties notificationProperties,
            Listener listener,
            Clock clock) {
        this.cloud = cloud;
        this.listener = listener;
        this.clock = clock;
        this.parser = new NotificationParser(
                (int) notificationProperties.largestMessage().toBytes());
        this.connectionState = new ConnectionState.Disconnected(clock.instant(), DisconnectReason.NOT_YET_TRIED);
        for (Broker broker : brokers) {
            int number = states.size();
            states.add(new State(DisconnectReason.NOT_YET_TRIED, Set.of()));
            listeners.add(new BrokerMessageReceiver(
                    broker,
                    notificationProperties,
                    this::onMessage,
                    state -> onBrokerState(number, broker, state),
                    () -> ThreadLocalRandom.current().nextDouble()));
        }
    }

    void start() {
        listeners.forEach(BrokerMessageReceiver::start);
    }

    void stop() {
        listeners.forEach(BrokerMessageReceiver::stop);
    }

    ConnectionState connectionState() {
        return connectionState;
    }

    Set<Service> services() {
        return Set.copyOf(services);
    }

    private void onMessage(byte[] body) {
        switch (parser.parse(body)) {
            case NotificationParseResult.Change(var type, var servers, var project, var resource) -> {
                services.add(type.service());
                listener.onChangeHint(new ChangeHint(
                        cloud,
                        type.service(),
                        servers,
                        project,
                        type.kinds(),
                        resource == null ? null : new ResourceKey(cloud, resource.kind(), resource.id())));
            }
            case NotificationParseResult.Malformed() -> countMalformed();
            case NotificationParseResult.Irrelevant() -> {}
        }
    }

    /**
     * Counts a malformed message, and logs the count if it is a power of two. The content of the messages is
     * confidential and never logged.
     */
    private void countMalformed() {
        long count = malformed.incrementAndGet();
        if (Long.bitCount(count) == 1) {
            log.warn("Skipped malformed notifications of the cloud {} ({} so far)", cloud, count);
        }
    }

    private synchronized void onBrokerState(int number, Broker broker, State now) {
        State before = states.set(number, now);
        if (now.equals(before)) {
            return;
        }
        if (!now.exchanges().isEmpty()) {
            log.info(
                    "Stackdeck receives notifications of the cloud {} from {}, exchanges {}",
                    cloud,
                    broker,
                    now.exchanges());
        }
        if (now.reason() != null && (before.reason() == null || before.reason() == DisconnectReason.NOT_YET_TRIED)) {
            log.warn(
                    "Stackdeck receives no Nova notifications of the cloud {} from {} ({}) and polls instead",
                    cloud,
                    broker,
                    now.reason());
        }
        DisconnectReason worst = states.stream()
                .map(State::reason)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        Instant since = clock.instant();
        switch (connectionState) {
            case ConnectionState.Disconnected _
            when worst == null -> {
                connectionState = new ConnectionState.Connected(since);
                listener.onConnected(cloud);
            }
            case ConnectionState.Connected _
            when worst != null -> {
                connectionState = new ConnectionState.Disconnected(since, worst);
                listener.onDisconnected(cloud);
            }
            case ConnectionState.Disconnected(var first, var _)
            when worst != null -> connectionState = new ConnectionState.Disconnected(first, worst);
            case ConnectionState.Disconnected _, ConnectionState.Connected _ -> {}
        }
    }
}
