package org.stackdeck.inventory;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.stackdeck.cloud.CloudName;

/** Tracks the health of the scopes of one cloud and passes each change to the inventory store. */
final class CloudHealth {

    private final CloudName cloud;
    private final Ledger ledger;
    private final Map<ScopeKey, Health> scopes = new HashMap<>();
    private Health discovery = Health.UNKNOWN;

    CloudHealth(CloudName cloud, Ledger ledger) {
        this.cloud = cloud;
        this.ledger = ledger;
        tell();
    }

    synchronized void discovery(UnaryOperator<Health> change) {
        discovery = change.apply(discovery);
        tell();
    }

    synchronized void add(ScopeKey scope) {
        scopes.putIfAbsent(scope, Health.UNKNOWN);
        tell();
    }

    /** Marks the scope's servers as restored from the cache. */
    synchronized void restore(ScopeKey scope, Instant confirmedAt) {
        scopes.put(scope, Health.kept(confirmedAt));
        tell();
    }

    /** Does nothing for an unknown scope. */
    synchronized void scope(ScopeKey scope, UnaryOperator<Health> change) {
        scopes.computeIfPresent(scope, (key, health) -> change.apply(health));
        tell();
    }

    synchronized void forget(ScopeKey scope) {
        scopes.remove(scope);
        tell();
    }

    synchronized boolean allWell() {
        return discovery.problem() == null && scopes.values().stream().allMatch(health -> health.problem() == null);
    }

    synchronized int scopes() {
        return scopes.size();
    }

    private void tell() {
        ledger.health(cloud, new ScopesHealth(discovery, scopes));
    }
}
