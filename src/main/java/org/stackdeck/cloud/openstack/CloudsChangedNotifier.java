package org.stackdeck.cloud.openstack;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.CloudsChanged;
import org.stackdeck.cloud.CloudsChangedListener;

/**
 * Notifies each listener of changed clouds, even if other listeners fail, and keeps the changes for the listeners that
 * failed. Not thread-safe.
 */
final class CloudsChangedNotifier {

    private static final Logger LOG = LoggerFactory.getLogger(CloudsChangedNotifier.class);

    private final Supplier<List<CloudsChangedListener>> listeners;
    private final Map<CloudsChangedListener, Set<CloudName>> failed = new HashMap<>();

    /**
     * @param listeners supplies the listeners. Called at each change, because the listeners depend on the clouds
     *     and are created after them
     */
    CloudsChangedNotifier(Supplier<List<CloudsChangedListener>> listeners) {
        this.listeners = listeners;
    }

    /** Notifies each listener of these clouds, and of the clouds for which the listener failed before. */
    void notifyOf(Set<CloudName> changed) {
        if (changed.isEmpty() && failed.isEmpty()) {
            return;
        }
        for (CloudsChangedListener listener : listeners.get()) {
            Set<CloudName> pending = new HashSet<>(changed);
            pending.addAll(failed.getOrDefault(listener, Set.of()));
            if (!pending.isEmpty()) {
                deliver(listener, pending);
            }
        }
    }

    private void deliver(CloudsChangedListener listener, Set<CloudName> pending) {
        try {
            listener.on(new CloudsChanged(pending));
            failed.remove(listener);
        } catch (RuntimeException e) {
            // Only the first of consecutive failures is logged.
            if (failed.put(listener, pending) == null) {
                LOG.warn(
                        "{} could not apply the changed clouds. Stackdeck tries again in ten seconds",
                        listener.getClass().getSimpleName(),
                        e);
            }
        }
    }
}
