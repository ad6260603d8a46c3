package org.stackdeck.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.inventory.Freshness.Source;

/**
 * How current the data of one scope is.
 *
 * @param confirmedAt when the scope last responded completely, in this or an earlier run; null if never
 * @param loaded servers received by the first list; unused afterwards
 * @param problem why the last poll failed; null if it succeeded
 * @param source DISK until the scope responds in this run
 * @param failures the number of consecutive failed polls
 */
record Health(
        @Nullable Instant confirmedAt,
        int loaded,
        Duration pace,
        Freshness.@Nullable Problem problem,
        Source source,
        int failures) {

    static final Health UNKNOWN = new Health(null, 0, Duration.ZERO, null, Source.LIST, 0);

    /** The scope was restored from the cache. */
    static Health kept(Instant confirmedAt) {
        return new Health(confirmedAt, 0, Duration.ZERO, null, Source.DISK, 0);
    }

    Health loading(int received) {
        return new Health(confirmedAt, received, pace, problem, source, failures);
    }

    Health confirmed(Instant now, Duration nextPace, Source by) {
        return new Health(now, loaded, nextPace, null, by, 0);
    }

    /** The response is overdue, although no request failed. */
    Health doubted(Freshness.Problem why) {
        return new Health(confirmedAt, loaded, pace, why, source, failures);
    }

    /** A copy with another planned pace. */
    Health paced(Duration nextPace) {
        return new Health(confirmedAt, loaded, nextPace, problem, source, failures);
    }

    Health failed(Freshness.Problem why) {
        return new Health(confirmedAt, loaded, pace, why, source, failures + 1);
    }

    /** A restored scope takes over the problem of a failed discovery, since its data cannot be confirmed then. */
    Health unlessAnswered(Health discovery) {
        return fromDisk() && problem == null && discovery.problem() != null ? failed(discovery.problem()) : this;
    }

    private boolean fromDisk() {
        return source == Source.DISK;
    }

    private boolean answered() {
        return confirmedAt != null && !fromDisk();
    }

    /**
     * Combines the scopes visible to a viewer into the freshness of their cloud: the worst scope counts, so that no
     * data appears more current than it is. A cloud is unreached only if none of its scopes has ever responded.
     */
    static Freshness of(Collection<Health> scopes) {
        Instant oldest = scopes.stream()
                .map(Health::confirmedAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        Duration pace =
                scopes.stream().map(Health::pace).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        Optional<Freshness.Problem> problem = scopes.stream()
                .map(Health::problem)
                .filter(Objects::nonNull)
                .min(Comparator.comparing(Freshness.Problem::since));
        boolean complete = scopes.stream().allMatch(Health::answered);
        Source source = scopes.stream()
                .map(Health::source)
                .min(Comparator.naturalOrder())
                .orElse(Source.LIST);
        if (problem.isPresent()) {
            Freshness.State state = oldest == null ? Freshness.State.UNREACHED : Freshness.State.STALE;
            return new Freshness(state, oldest, pace, null, problem.get(), complete, source);
        }
        if (complete) {
            return new Freshness(Freshness.State.LIVE, oldest, pace, null, null, true, source);
        }
        if (scopes.stream().allMatch(scope -> scope.confirmedAt() != null)) {
            return new Freshness(Freshness.State.STALE, oldest, pace, null, null, false, source);
        }
        int received = scopes.stream().mapToInt(Health::loaded).sum();
        return new Freshness(Freshness.State.LOADING, oldest, pace, received, null, false, source);
    }
}
