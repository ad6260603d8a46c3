package org.stackdeck.inventory;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** How well one cloud is known, scope by scope; immutable. */
record ScopesHealth(Health discovery, Map<ScopeKey, Health> scopes) {

    ScopesHealth {
        scopes = Map.copyOf(scopes);
    }

    Freshness overall() {
        return of(scope -> true);
    }

    /** Questions in a row that failed, in the worst scope. */
    int failures() {
        return scopes.values().stream().mapToInt(Health::failures).reduce(discovery.failures(), Math::max);
    }

    /** A failed discovery is of no matter to viewers while the scopes that they may see, found earlier, answer. */
    Freshness of(Predicate<ScopeKey> visible) {
        List<Health> seen = scopes.entrySet().stream()
                .filter(scope -> visible.test(scope.getKey()))
                .map(scope -> scope.getValue().unlessAnswered(discovery))
                .toList();
        return Health.of(seen.isEmpty() ? List.of(discovery) : seen);
    }
}
