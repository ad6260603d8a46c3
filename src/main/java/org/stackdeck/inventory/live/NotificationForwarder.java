package org.stackdeck.inventory.live;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.stackdeck.cloud.ChangeHint;
import org.stackdeck.cloud.ChangeHintSource;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.ResourceKind;

/** Forwards change hints and connection changes to the polling of their cloud. */
final class NotificationForwarder implements ChangeHintSource.Listener {

    private final ChangeHintSource source;
    private final Function<CloudName, Optional<CloudPolling>> pollings;
    /** Clouds whose Nova has sent a notification since the connection was last established. */
    private final Set<CloudName> notifyingClouds = ConcurrentHashMap.newKeySet();

    NotificationForwarder(ChangeHintSource source, Function<CloudName, Optional<CloudPolling>> pollings) {
        this.source = source;
        this.pollings = pollings;
    }

    /**
     * Returns whether the cloud's brokers are connected and have delivered a notification of Nova since the connection
     * was established. A connection alone is not sufficient: Nova might not be configured to send notifications.
     */
    boolean isNotified(CloudName cloud) {
        return notifyingClouds.contains(cloud)
                && source.connectionState(cloud)
                        .filter(ChangeHintSource.ConnectionState.Connected.class::isInstance)
                        .isPresent();
    }

    /** Resets whether the cloud is known to send notifications. Called when the cloud's connection has changed. */
    void forget(CloudName cloud) {
        notifyingClouds.remove(cloud);
    }

    @Override
    public void onChangeHint(ChangeHint hint) {
        if (hint.service() == ChangeHint.Service.NOVA) {
            notifyingClouds.add(hint.cloud());
        }
        pollings.apply(hint.cloud()).ifPresent(polling -> {
            hint.servers()
                    .forEach(server -> polling.poller().hint(new ServerKey(hint.cloud(), server), hint.project()));
            if (hint.concernsAddresses()) {
                polling.hintAddresses(hint);
            }
            if (hint.kinds().contains(ResourceKind.IMAGE)) {
                polling.hintImages();
            }
        });
    }

    @Override
    public void onConnected(CloudName cloud) {
        pollings.apply(cloud).ifPresent(polling -> polling.poller().onNotificationsConnected());
    }

    @Override
    public void onDisconnected(CloudName cloud) {
        notifyingClouds.remove(cloud);
        pollings.apply(cloud).ifPresent(CloudPolling::wake);
    }
}
