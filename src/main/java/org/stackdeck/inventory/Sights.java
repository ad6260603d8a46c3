package org.stackdeck.inventory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Rights;
import org.stackdeck.cloud.CloudName;

/**
 * Caches the visible servers for each set of rights. They are computed once and then updated with each change. Unused
 * entries expire.
 */
final class Sights {

    /** Longer than the time between two reads of an open page or a script. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Cache<Rights, Seen> kept =
            Caffeine.newBuilder().expireAfterAccess(KEPT).build();

    private volatile All all = new All(Snapshot.EMPTY, State.of(Map.of()));

    private record All(Snapshot snapshot, State state) {}

    /**
     * The visible servers for given rights.
     *
     * @param of the state of all servers from which this was computed; a mark, because a reference would prevent its
     *     garbage collection
     * @param health the health from which the freshness was computed
     */
    record Seen(Sight sight, State.Mark of, Map<CloudName, ScopesHealth> health, Map<CloudName, Freshness> freshness) {

        State state() {
            return sight.state();
        }
    }

    /** Returns what the rights show of the given state or of a later one. */
    Seen of(Ledger.Known known, Rights rights) {
        State state = upTo(known.snapshot());
        Seen seen = kept.getIfPresent(rights);
        return seen != null && isOf(seen, state, known)
                ? seen
                : kept.asMap().compute(rights, (same, before) -> renewed(before, known, same));
    }

    /**
     * Compared by identity: comparing the content would be too expensive, and equal copies are not created needlessly.
     */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isOf(Seen seen, State state, Ledger.Known known) {
        return seen.of() == state.mark() && seen.health() == known.health();
    }

    @SuppressWarnings("ReferenceEquality")
    private Seen renewed(@Nullable Seen before, Ledger.Known known, Rights rights) {
        // The current state instead of the requested one, because another thread may have advanced it.
        State now = all.state();
        if (before != null && isOf(before, now, known)) {
            return before;
        }
        Map<CloudName, Freshness> freshness = before != null && before.health() == known.health()
                ? before.freshness()
                : freshness(known.health(), rights);
        Sight sight = before == null
                ? Sight.of(now.servers(), rights)
                : now.since(before.of())
                        .map(change -> change.isEmpty()
                                ? before.sight()
                                : before.sight().then(now.servers(), change, rights))
                        .orElseGet(() -> Sight.of(now.servers(), rights));
        return new Seen(sight, now.mark(), known.health(), freshness);
    }

    private static Map<CloudName, Freshness> freshness(Map<CloudName, ScopesHealth> health, Rights rights) {
        Map<CloudName, Freshness> freshness = new HashMap<>();
        health.forEach((cloud, scopes) -> {
            if (rights.concern(cloud)) {
                freshness.put(cloud, scopes.of(scope -> reach(rights, scope)));
            }
        });
        return Map.copyOf(freshness);
    }

    /** A failing project is not reported to viewers who cannot see it. */
    private static boolean reach(Rights rights, ScopeKey scope) {
        return scope.project() == null || rights.reach(scope.cloud(), scope.project());
    }

    /** Advances to the snapshot, unless it is older than the current one. */
    private State upTo(Snapshot snapshot) {
        All known = all;
        return known.snapshot().version() >= snapshot.version() ? known.state() : goneOn(snapshot);
    }

    private synchronized State goneOn(Snapshot snapshot) {
        All known = all;
        if (known.snapshot().version() < snapshot.version()) {
            Delta step = Delta.between(known.state().servers(), snapshot.servers());
            all = new All(
                    snapshot, step.isEmpty() ? known.state() : known.state().then(snapshot.servers(), step));
        }
        return all.state();
    }
}
