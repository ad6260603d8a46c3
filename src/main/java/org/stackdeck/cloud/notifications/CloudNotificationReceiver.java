package org.stackdeck.cloud.notifications;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.ChangeHint;
import org.stackdeck.cloud.ChangeHintSource.ConnectionState;
import org.stackdeck.cloud.ChangeHintSource.DisconnectReason;
import org.stackdeck.cloud.ChangeHintSource.Listener;
import org.stackdeck.cloud.CloudName;

/**
 * Receives notifications from all brokers of one cloud. The cloud counts as connected only while all of them are
 * connected.
 */
final class CloudNotificationReceiver {

    private static final Logger log = LoggerFactory.getLogger(CloudNotificationReceiver.class);

    private final CloudName cloud;
    private final Listener listener;
    private final Clock clock;
    private final NotificationParser parser;
    private final List<BrokerMessageReceiver> listeners = new ArrayList<>();
    private final List<@Nullable DisconnectReason> disconnectReasons = new ArrayList<>();
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
            int number = disconnectReasons.size();
            disconnectReasons.add(DisconnectReason.NOT_YET_TRIED);
            listeners.add(new BrokerMessageReceiver(
                    broker,
                    notificationProperties,
                    this::onMessage,
                    disconnectReason -> onBrokerStateChange(number, broker, disconnectReason),
                    () -> ThreadLocalRandom.current().nextDouble()));
        }
    }

    void start() {
        listeners.forEach(BrokerMessageReceiver::start);
    }

    void stop() {
        listeners.forEach(BrokerMessageReceiver::stop);
    }

    ConnectionState channel() {
        return connectionState;
    }

    /** Returns the number of messages that were skipped because they could not be parsed. */
    long malformed() {
        return malformed.get();
    }

    private void onMessage(byte[] body) {
        switch (parser.parse(body)) {
            case NotificationParseResult.ServerChange(var server, var project, var sent) ->
                listener.onChangeHint(new ChangeHint(cloud, server, project, sent));
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
            log.warn("Skipped malformed notifications of {}: {} so far", cloud, count);
        }
    }

    private synchronized void onBrokerStateChange(int number, Broker broker, @Nullable DisconnectReason now) {
        DisconnectReason before = disconnectReasons.set(number, now);
        if (now == null) {
            log.info("Receiving notifications of {} from {}", cloud, broker);
        } else if (before == null || before == DisconnectReason.NOT_YET_TRIED) {
            log.warn("No notifications of {} from {} ({}); falling back to polling", cloud, broker, now);
        }
        DisconnectReason worst = disconnectReasons.stream()
                .filter(disconnectReason -> disconnectReason != null)
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
