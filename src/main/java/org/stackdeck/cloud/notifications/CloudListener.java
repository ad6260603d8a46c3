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
import org.stackdeck.cloud.ChangeHints.Channel;
import org.stackdeck.cloud.ChangeHints.Reason;
import org.stackdeck.cloud.ChangeHints.Receiver;
import org.stackdeck.cloud.CloudName;

/** Receives notifications from all brokers of one cloud. The cloud counts as connected only while all of them are. */
final class CloudListener {

    private static final Logger log = LoggerFactory.getLogger(CloudListener.class);

    private final CloudName cloud;
    private final Receiver receiver;
    private final Clock clock;
    private final NotificationReader reader;
    private final List<BrokerListener> listeners = new ArrayList<>();
    private final List<@Nullable Reason> away = new ArrayList<>();
    private final AtomicLong malformed = new AtomicLong();
    private volatile Channel channel;

    CloudListener(
            CloudName cloud, List<Broker> brokers, NotificationSettings settings, Receiver receiver, Clock clock) {
        this.cloud = cloud;
        this.receiver = receiver;
        this.clock = clock;
        this.reader = new NotificationReader((int) settings.largestMessage().toBytes());
        this.channel = new Channel.Away(clock.instant(), Reason.NOT_YET_TRIED);
        for (Broker broker : brokers) {
            int number = away.size();
            away.add(Reason.NOT_YET_TRIED);
            listeners.add(new BrokerListener(
                    broker,
                    settings,
                    this::read,
                    reason -> tell(number, broker, reason),
                    () -> ThreadLocalRandom.current().nextDouble()));
        }
    }

    void start() {
        listeners.forEach(BrokerListener::start);
    }

    void stop() {
        listeners.forEach(BrokerListener::stop);
    }

    Channel channel() {
        return channel;
    }

    /** The number of skipped messages that could not be parsed. */
    long malformed() {
        return malformed.get();
    }

    private void read(byte[] body) {
        switch (reader.read(body)) {
            case Reading.Changed(var server, var project, var sent) ->
                receiver.hinted(new ChangeHint(cloud, server, project, sent));
            case Reading.Malformed() -> countMalformed();
            case Reading.Other() -> {}
        }
    }

    /** Logs at exponentially increasing counts; the content of the messages is confidential and never logged. */
    private void countMalformed() {
        long count = malformed.incrementAndGet();
        if (Long.bitCount(count) == 1) {
            log.warn("Skipped malformed notifications of {}: {} so far", cloud, count);
        }
    }

    private synchronized void tell(int number, Broker broker, @Nullable Reason now) {
        Reason before = away.set(number, now);
        if (now == null) {
            log.info("Receiving notifications of {} from {}", cloud, broker);
        } else if (before == null || before == Reason.NOT_YET_TRIED) {
            log.warn("No notifications of {} from {} ({}); falling back to polling", cloud, broker, now);
        }
        Reason worst =
                away.stream().filter(reason -> reason != null).findFirst().orElse(null);
        Instant since = clock.instant();
        switch (channel) {
            case Channel.Away _
            when worst == null -> {
                channel = new Channel.Connected(since);
                receiver.connected(cloud);
            }
            case Channel.Connected _
            when worst != null -> {
                channel = new Channel.Away(since, worst);
                receiver.away(cloud);
            }
            case Channel.Away(var first, var _) when worst != null -> channel = new Channel.Away(first, worst);
            case Channel.Away _, Channel.Connected _ -> {}
        }
    }
}
