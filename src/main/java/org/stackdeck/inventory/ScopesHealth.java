package org.stackdeck.inventory;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The health of all scopes of one cloud; immutable. */
record ScopesHealth(Health discovery, Map<ScopeKey, Health> scopes) {

    ScopesHealth {
        scopes = Map.copyOf(scopes);
    }

    Freshness overall() {
        return of(scope -> true);
    }

    /** The number of consecutive failed polls in the worst scope. */
    int failures() {
        return scopes.values().stream().mapToInt(Health::failures).reduce(discovery.failures(), Math::max);
    }

    /** A failed discovery does not affect viewers while the scopes visible to them respond. */
    Freshness of(Predicate<ScopeKey> visible) {
        List<Health> seen = scopes.entrySet().stream()
                .filter(scope -> visible.test(scope.getKey()))
                .map(scope -> scope.getValue().unlessAnswered(discovery))
                .toList();
        return Health.of(seen.isEmpty() ? List.of(discovery) : seen);
    }
}
