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
 * How well one scope is known.
 *
 * @param confirmedAt when it last answered in full, to this console or the one that ran before; null before
 * @param loaded servers received by its first listing; meaningless after
 * @param problem why the last question failed; null when it did not
 * @param source DISK until it answered to this console
 * @param failures how many questions in a row failed
 */
record Health(
        @Nullable Instant confirmedAt,
        int loaded,
        Duration pace,
        Freshness.@Nullable Problem problem,
        Source source,
        int failures) {

    static final Health UNKNOWN = new Health(null, 0, Duration.ZERO, null, Source.LIST, 0);

    /** Its servers were kept over a restart. */
    static Health kept(Instant confirmedAt) {
        return new Health(confirmedAt, 0, Duration.ZERO, null, Source.DISK, 0);
    }

    Health loading(int received) {
        return new Health(confirmedAt, received, pace, problem, source, failures);
    }

    Health confirmed(Instant now, Duration nextPace, Source by) {
        return new Health(now, loaded, nextPace, null, by, 0);
    }

    /** No answer came for long, though none failed. */
    Health doubted(Freshness.Problem why) {
        return new Health(confirmedAt, loaded, pace, why, source, failures);
    }

    /** The same, which is asked about at another pace from now on. */
    Health paced(Duration nextPace) {
        return new Health(confirmedAt, loaded, nextPace, problem, source, failures);
    }

    Health failed(Freshness.Problem why) {
        return new Health(confirmedAt, loaded, pace, why, source, failures + 1);
    }

    /** What was only kept is as old as it is for whatever reason the cloud cannot be asked. */
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
     * What is told of a cloud with these scopes to a viewer who may see something of each: the worst of them, so that nothing looks fresher than it is. A
     * cloud is unreached only while none of its scopes ever answered.
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
