package org.stackdeck.inventory.store;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.stackdeck.inventory.Freshness;

/** The health of the discovery and of all scopes of one cloud; immutable. */
public record CloudHealthSnapshot(ScopeHealth discovery, Map<ScopeKey, ScopeHealth> scopes) {

    public CloudHealthSnapshot {
        scopes = Map.copyOf(scopes);
    }

    Freshness overall() {
        return freshnessOf(scope -> true);
    }

    /**
     * Returns the number of consecutive failures of the discovery or of the polls in the worst scope, whichever is
     * higher.
     */
    public int failures() {
        return scopes.values().stream().mapToInt(ScopeHealth::failures).reduce(discovery.failures(), Math::max);
    }

    /**
     * Returns the freshness of the visible scopes. A failed discovery counts only if no scope is visible, or for
     * visible scopes that were restored from the cache.
     */
    public Freshness freshnessOf(Predicate<ScopeKey> visible) {
        List<ScopeHealth> scopeHealths = scopes.entrySet().stream()
                .filter(scope -> visible.test(scope.getKey()))
                .map(scope -> scope.getValue().withDiscoveryProblem(discovery))
                .toList();
        return ScopeHealth.worstOf(scopeHealths.isEmpty() ? List.of(discovery) : scopeHealths);
    }
}
