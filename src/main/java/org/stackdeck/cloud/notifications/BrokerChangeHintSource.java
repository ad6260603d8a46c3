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
import org.stackdeck.cloud.ChangeHintSource;
import org.stackdeck.cloud.CloudName;

/** Receives the notifications of every cloud for which a broker is configured. */
@Component
class BrokerChangeHintSource implements ChangeHintSource, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BrokerChangeHintSource.class);

    private final CloudBrokers cloudBrokers;
    private final NotificationProperties notificationProperties;
    private final Clock clock;
    private final Set<Listener> listener = ConcurrentHashMap.newKeySet();
    private volatile Map<CloudName, CloudNotificationReceiver> listeners = Map.of();

    BrokerChangeHintSource(CloudBrokers cloudBrokers, NotificationProperties notificationProperties, Clock clock) {
        this.cloudBrokers = cloudBrokers;
        this.notificationProperties = notificationProperties;
        this.clock = clock;
    }

    @Override
    public Subscription subscribe(Listener receiver) {
        listener.add(receiver);
        return () -> listener.remove(receiver);
    }

    @Override
    public Optional<ConnectionState> connectionState(CloudName cloud) {
        return Optional.ofNullable(listeners.get(cloud)).map(CloudNotificationReceiver::channel);
    }

    @Override
    public Set<ChangeHint.Service> services(CloudName cloud) {
        CloudNotificationReceiver receiver = listeners.get(cloud);
        return receiver == null ? Set.of() : receiver.services();
    }

    @Override
    public void start() {
        Listener all = new Broadcaster();
        listeners = cloudBrokers.byCloud().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> new CloudNotificationReceiver(
                                entry.getKey(), entry.getValue(), notificationProperties, all, clock)));
        listeners.values().forEach(CloudNotificationReceiver::start);
    }

    @Override
    public void stop() {
        listeners.values().forEach(CloudNotificationReceiver::stop);
        listeners = Map.of();
    }

    @Override
    public boolean isRunning() {
        return !listeners.isEmpty();
    }

    /** Passes each event to all listeners, even if one of them fails. */
    private final class Broadcaster implements Listener {

        @Override
        public void onChangeHint(ChangeHint hint) {
            notifyEach(receiver -> receiver.onChangeHint(hint));
        }

        @Override
        public void onConnected(CloudName cloud) {
            notifyEach(receiver -> receiver.onConnected(cloud));
        }

        @Override
        public void onDisconnected(CloudName cloud) {
            notifyEach(receiver -> receiver.onDisconnected(cloud));
        }

        private void notifyEach(Consumer<Listener> telling) {
            for (Listener receiver : listener) {
                try {
                    telling.accept(receiver);
                } catch (RuntimeException e) {
                    log.error("A receiver of change hints failed", e);
                }
            }
        }
    }
}
