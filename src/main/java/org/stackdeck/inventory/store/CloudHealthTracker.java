package org.stackdeck.inventory.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.stackdeck.cloud.CloudName;

/** Tracks the health of the discovery and the scopes of one cloud and passes each change to the inventory store. */
public final class CloudHealthTracker {

    private final CloudName cloud;
    private final InMemoryInventoryStore inMemoryInventoryStore;
    private final Map<ScopeKey, ScopeHealth> scopes = new HashMap<>();
    private ScopeHealth discovery = ScopeHealth.UNKNOWN;
    /** Whether another node polls the cloud. If so, the health that it publishes applies. */
    private boolean following;

    private boolean closed;

    public CloudHealthTracker(CloudName cloud, InMemoryInventoryStore inMemoryInventoryStore) {
        this.cloud = cloud;
        this.inMemoryInventoryStore = inMemoryInventoryStore;
        publish();
    }

    /** Ignores changes by this node from now on, and accepts the health from {@link #replicate}. */
    public synchronized void follow() {
        following = true;
    }

    /** Applies changes by this node from now on, beginning with the known health. */
    public synchronized void lead() {
        following = false;
    }

    /**
     * Replaces the health with the health that the polling node has published. Does nothing unless this tracker
     * follows.
     */
    public synchronized void replicate(CloudHealthSnapshot health) {
        if (following) {
            discovery = health.discovery();
            scopes.clear();
            scopes.putAll(health.scopes());
            publish();
        }
    }

    public void updateDiscovery(UnaryOperator<ScopeHealth> change) {
        change(() -> discovery = change.apply(discovery));
    }

    public void add(ScopeKey scope) {
        change(() -> scopes.putIfAbsent(scope, ScopeHealth.UNKNOWN));
    }

    /** Marks the scope's servers as restored from the cache. */
    public void restore(ScopeKey scope, Instant confirmedAt) {
        change(() -> scopes.put(scope, ScopeHealth.restored(confirmedAt)));
    }

    /** Changes the health of a scope; does nothing for an unknown scope. */
    public void updateScope(ScopeKey scope, UnaryOperator<ScopeHealth> change) {
        change(() -> scopes.computeIfPresent(scope, (key, scopeHealth) -> change.apply(scopeHealth)));
    }

    /** Changes the health of several scopes at once; ignores unknown scopes. */
    public void updateScopes(Set<ScopeKey> keys, UnaryOperator<ScopeHealth> change) {
        change(() -> scopes.replaceAll((key, health) -> keys.contains(key) ? change.apply(health) : health));
    }

    public void remove(ScopeKey scope) {
        change(() -> scopes.remove(scope));
    }

    private synchronized void change(Runnable change) {
        if (!following) {
            change.run();
            publish();
        }
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
