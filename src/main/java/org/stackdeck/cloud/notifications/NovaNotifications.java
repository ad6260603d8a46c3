package org.stackdeck.cloud.notifications;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.ChangeHint;
import org.stackdeck.cloud.ChangeHints;
import org.stackdeck.cloud.CloudName;

/** Receives Nova's notifications of every cloud for which a broker is configured. */
@Component
class NovaNotifications implements ChangeHints, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(NovaNotifications.class);

    private final Brokers brokers;
    private final NotificationSettings settings;
    private final Clock clock;
    private final Set<Receiver> receivers = ConcurrentHashMap.newKeySet();
    private volatile Map<CloudName, CloudListener> listeners = Map.of();

    NovaNotifications(Brokers brokers, NotificationSettings settings, Clock clock) {
        this.brokers = brokers;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Subscription subscribe(Receiver receiver) {
        receivers.add(receiver);
        return () -> receivers.remove(receiver);
    }

    @Override
    public Optional<Channel> channel(CloudName cloud) {
        return Optional.ofNullable(listeners.get(cloud)).map(CloudListener::channel);
    }

    @Override
    public void start() {
        Receiver all = new All();
        listeners = brokers.byCloud().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> new CloudListener(entry.getKey(), entry.getValue(), settings, all, clock)));
        listeners.values().forEach(CloudListener::start);
    }

    @Override
    public void stop() {
        listeners.values().forEach(CloudListener::stop);
        listeners = Map.of();
    }

    @Override
    public boolean isRunning() {
        return !listeners.isEmpty();
    }

    /** Passes each event to all receivers, including those after a failed one. */
    private final class All implements Receiver {

        @Override
        public void hinted(ChangeHint hint) {
            each(receiver -> receiver.hinted(hint));
        }

        @Override
        public void connected(CloudName cloud) {
            each(receiver -> receiver.connected(cloud));
        }

        @Override
        public void away(CloudName cloud) {
            each(receiver -> receiver.away(cloud));
        }

        private void each(Consumer<Receiver> telling) {
            for (Receiver receiver : receivers) {
                try {
                    telling.accept(receiver);
                } catch (RuntimeException e) {
                    log.error("A receiver of change hints failed", e);
                }
            }
        }
    }
}
