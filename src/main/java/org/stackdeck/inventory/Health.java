package org.stackdeck.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How well one scope is known.
 *
 * @param confirmedAt when it last answered in full; null before
 * @param loaded servers received by its first listing; meaningless after
 * @param problem why the last question failed; null when it did not
 */
record Health(@Nullable Instant confirmedAt, int loaded, Duration pace, Freshness.@Nullable Problem problem) {

    static final Health UNKNOWN = new Health(null, 0, Duration.ZERO, null);

    Health loading(int received) {
        return new Health(confirmedAt, received, pace, problem);
    }

    Health confirmed(Instant now, Duration nextPace) {
        return new Health(now, loaded, nextPace, null);
    }

    Health failed(Freshness.Problem why) {
        return new Health(confirmedAt, loaded, pace, why);
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
        boolean complete = scopes.stream().allMatch(scope -> scope.confirmedAt() != null);
        if (problem.isPresent()) {
            Freshness.State state = oldest == null ? Freshness.State.UNREACHED : Freshness.State.STALE;
            return new Freshness(state, oldest, pace, null, problem.get(), complete);
        }
        if (!complete) {
            int received = scopes.stream().mapToInt(Health::loaded).sum();
            return new Freshness(Freshness.State.LOADING, oldest, pace, received, null, false);
        }
        return new Freshness(Freshness.State.LIVE, oldest, pace, null, null, true);
    }
}
