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
 * What each kind of viewer may see: worked out once for all who have the same rights, and from then on only for what
 * changes. Rights that nobody asks for any more are forgotten.
 */
final class Sights {

    /** Longer than between two looks of an open page, and than between two calls of a script. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Cache<Rights, Seen> kept =
            Caffeine.newBuilder().expireAfterAccess(KEPT).build();

    private volatile All all = new All(Snapshot.EMPTY, State.of(Map.of()));

    private record All(Snapshot snapshot, State state) {}

    /**
     * What the same rights show.
     *
     * @param of which state of all servers, as a mark, since holding it would keep it alive
     * @param health from which the freshness follows
     */
    record Seen(Sight sight, State.Mark of, Map<CloudName, ScopesHealth> health, Map<CloudName, Freshness> freshness) {

        State state() {
            return sight.state();
        }
    }

    /** What the rights show of what is known; also of what became known in the meantime. */
    Seen of(Ledger.Known known, Rights rights) {
        State state = upTo(known.snapshot());
        Seen seen = kept.getIfPresent(rights);
        return seen != null && isOf(seen, state, known)
                ? seen
                : kept.asMap().compute(rights, (same, before) -> renewed(before, known, same));
    }

    /** Told apart by identity: comparing would cost too much, and nobody makes equal ones without a cause. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isOf(Seen seen, State state, Ledger.Known known) {
        return seen.of() == state.mark() && seen.health() == known.health();
    }

    @SuppressWarnings("ReferenceEquality")
    private Seen renewed(@Nullable Seen before, Ledger.Known known, Rights rights) {
        // Not the one that was asked for: another thread may have gone on from there.
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

    /** That a project nobody of this view may see does not answer is no news to them. */
    private static boolean reach(Rights rights, ScopeKey scope) {
        return scope.project() == null || rights.reach(scope.cloud(), scope.project());
    }

    /** Goes on to the snapshot, unless that is an old one. */
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
