package org.stackdeck.cloud.notifications;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.ChangeHint;
import org.stackdeck.cloud.ChangeHintSource;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.CloudsChanged;
import org.stackdeck.cloud.CloudsChangedListener;

/** Receives the notifications of every cloud for which a broker is configured. */
@Component
class BrokerChangeHintSource implements ChangeHintSource, CloudsChangedListener, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BrokerChangeHintSource.class);

    private final CloudBrokers cloudBrokers;
    private final NotificationProperties notificationProperties;
    private final Clock clock;
    private final Set<Listener> listener = ConcurrentHashMap.newKeySet();
    private final Map<CloudName, CloudNotificationReceiver> receivers = new ConcurrentHashMap<>();
    private boolean running;

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
        return Optional.ofNullable(receivers.get(cloud)).map(CloudNotificationReceiver::connectionState);
    }

    @Override
    public Set<ChangeHint.Service> services(CloudName cloud) {
        CloudNotificationReceiver receiver = receivers.get(cloud);
        return receiver == null ? Set.of() : receiver.services();
    }

    @Override
    public synchronized void start() {
        running = true;
        cloudBrokers.byCloud().forEach(this::startReceiver);
    }

    private void startReceiver(CloudName cloud, List<Broker> brokers) {
        CloudNotificationReceiver receiver =
                new CloudNotificationReceiver(cloud, brokers, notificationProperties, new Broadcaster(), clock);
        receivers.put(cloud, receiver);
        receiver.start();
    }

    /**
     * Closes the connections to the brokers of the changed clouds. Then connects to the brokers that these clouds have
     * now.
     */
    @Override
    public synchronized void on(CloudsChanged event) {
        if (!running) {
            return;
        }
        Map<CloudName, List<Broker>> present = cloudBrokers.byCloud();
        for (CloudName cloud : event.clouds()) {
            CloudNotificationReceiver former = receivers.remove(cloud);
            if (former != null) {
                former.stop();
            }
            List<Broker> brokers = present.get(cloud);
            if (brokers != null) {
                startReceiver(cloud, brokers);
            }
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        receivers.values().forEach(CloudNotificationReceiver::stop);
        receivers.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
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
                    log.error("A listener for change hints failed", e);
                }
            }
        }
    }
}
