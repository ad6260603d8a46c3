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

/** Listens to all brokers of one cloud. They are one channel: it is connected while each of them is. */
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

    /** Messages that were skipped since they could not be understood. */
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

    /** Says so ever less often; what is in them is nobody's business. */
    private void countMalformed() {
        long count = malformed.incrementAndGet();
        if (Long.bitCount(count) == 1) {
            log.warn("notifications of {}: {} could not be understood and were skipped", cloud, count);
        }
    }

    private synchronized void tell(int number, Broker broker, @Nullable Reason now) {
        Reason before = away.set(number, now);
        if (now == null) {
            log.info("notifications of {}: listening to {}", cloud, broker);
        } else if (before == null || before == Reason.NOT_YET_TRIED) {
            log.warn("notifications of {}: not listening to {} ({}); the cloud is polled", cloud, broker, now);
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
