package org.stackdeck.inventory.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.stackdeck.cloud.CloudName;

/** Tracks the health of the discovery and the scopes of one cloud and passes each change to the inventory store. */
public final class CloudHealthTracker {

    private final CloudName cloud;
    private final InMemoryInventoryStore inMemoryInventoryStore;
    private final Map<ScopeKey, ScopeHealth> scopes = new HashMap<>();
    private ScopeHealth discovery = ScopeHealth.UNKNOWN;
    private boolean closed;

    public CloudHealthTracker(CloudName cloud, InMemoryInventoryStore inMemoryInventoryStore) {
        this.cloud = cloud;
        this.inMemoryInventoryStore = inMemoryInventoryStore;
        publish();
    }

    public synchronized void updateDiscovery(UnaryOperator<ScopeHealth> change) {
        discovery = change.apply(discovery);
        publish();
    }

    public synchronized void add(ScopeKey scope) {
        scopes.putIfAbsent(scope, ScopeHealth.UNKNOWN);
        publish();
    }

    /** Marks the scope's servers as restored from the cache. */
    public synchronized void restore(ScopeKey scope, Instant confirmedAt) {
        scopes.put(scope, ScopeHealth.restored(confirmedAt));
        publish();
    }

    /** Changes the health of a scope; does nothing for an unknown scope. */
    public synchronized void updateScope(ScopeKey scope, UnaryOperator<ScopeHealth> change) {
        scopes.computeIfPresent(scope, (key, scopeHealth) -> change.apply(scopeHealth));
        publish();
    }

    public synchronized void remove(ScopeKey scope) {
        scopes.remove(scope);
        publish();
    }

    public synchronized boolean isHealthy() {
        return discovery.problem() == null
                && scopes.values().stream().allMatch(scopeHealth -> scopeHealth.problem() == null);
    }

    public synchronized int scopeCount() {
        return scopes.size();
    }

    /** Removes the health of the cloud. Later changes have no effect. */
    public synchronized void close() {
        closed = true;
        inMemoryInventoryStore.removeHealth(cloud);
    }

    private void publish() {
        if (closed) {
            return;
        }
        inMemoryInventoryStore.updateHealth(cloud, new CloudHealthSnapshot(discovery, scopes));
    }
}
