package org.stackdeck.inventory.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Freshness.Source;

/**
 * State and age of the data of one scope, or of the discovery of a cloud.
 *
 * @param confirmedAt when a poll last succeeded, in this or an earlier run of Stackdeck; null if there was none
 * @param listedAt start of the last full list in this run of Stackdeck; null if there was none
 * @param addressesReadAt when the addresses were last read from Neutron; null if they were not
 * @param loaded number of servers that the first list has received so far; not used after its end
 * @param problem failure since the last successful poll, or an overdue poll; otherwise null
 * @param source the source of the data; DISK for restored data until the scope responds in this run
 * @param failures the number of failed requests since the last successful poll
 */
public record ScopeHealth(
        @Nullable Instant confirmedAt,
        @Nullable Instant listedAt,
        @Nullable Instant addressesReadAt,
        int loaded,
        Duration pace,
        Freshness.@Nullable Problem problem,
        Source source,
        int failures) {

    static final ScopeHealth UNKNOWN = new ScopeHealth(null, null, null, 0, Duration.ZERO, null, Source.LIST, 0);

    static ScopeHealth restored(Instant confirmedAt) {
        return new ScopeHealth(confirmedAt, null, null, 0, Duration.ZERO, null, Source.DISK, 0);
    }

    public ScopeHealth loading(int received) {
        return new ScopeHealth(confirmedAt, listedAt, addressesReadAt, received, pace, problem, source, failures);
    }

    public ScopeHealth confirmed(Instant now, Duration nextPace, Source confirmedBy) {
        return new ScopeHealth(now, listedAt, addressesReadAt, loaded, nextPace, null, confirmedBy, 0);
    }

    public ScopeHealth listed(Instant began) {
        return new ScopeHealth(confirmedAt, began, addressesReadAt, loaded, pace, problem, source, failures);
    }

    public ScopeHealth addressesRead(Instant began) {
        return new ScopeHealth(confirmedAt, listedAt, began, loaded, pace, problem, source, failures);
    }

    /** Returns a copy with the problem of an overdue response, which does not count as a failed request. */
    public ScopeHealth overdue(Freshness.Problem newProblem) {
        return new ScopeHealth(confirmedAt, listedAt, addressesReadAt, loaded, pace, newProblem, source, failures);
    }

    public ScopeHealth withPace(Duration nextPace) {
        return new ScopeHealth(confirmedAt, listedAt, addressesReadAt, loaded, nextPace, problem, source, failures);
    }

    public ScopeHealth failed(Freshness.Problem newProblem) {
        return new ScopeHealth(confirmedAt, listedAt, addressesReadAt, loaded, pace, newProblem, source, failures + 1);
    }

    /**
     * Returns a copy with the problem of a failed discovery if the scope was restored, because its data cannot be
     * confirmed without the discovery.
     */
    ScopeHealth withDiscoveryProblem(ScopeHealth discovery) {
        return isFromDisk() && problem == null && discovery.problem() != null ? failed(discovery.problem()) : this;
    }

    private boolean isFromDisk() {
        return source == Source.DISK;
    }

    /**
     * Returns when the tags were last confirmed: by the last poll while the cloud sends notifications, which report
     * changes of tags, otherwise by the last full list.
     */
    private @Nullable Instant tagsConfirmedAt() {
        return source == Source.NOTIFICATIONS ? confirmedAt : listedAt;
    }

    private @Nullable Instant addressesConfirmedAt() {
        return listedAt == null || (addressesReadAt != null && addressesReadAt.isAfter(listedAt))
                ? addressesReadAt
                : listedAt;
    }

    private boolean isAnswered() {
        return confirmedAt != null && !isFromDisk();
    }

    /**
     * Combines the scopes that a viewer can see into the freshness of their cloud. The worst scope counts, so that no
     * data appears more current than it is. The cloud is unreached only if none of these scopes has ever responded.
     */
    static Freshness worstOf(Collection<ScopeHealth> scopes) {
        Instant oldest = oldest(scopes, ScopeHealth::confirmedAt);
        Duration pace = scopes.stream()
                .map(ScopeHealth::pace)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Instant tags = oldestIfAllKnown(scopes, ScopeHealth::tagsConfirmedAt);
        Instant addresses = oldestIfAllKnown(scopes, ScopeHealth::addressesConfirmedAt);
        Optional<Freshness.Problem> problem = scopes.stream()
                .map(ScopeHealth::problem)
                .filter(Objects::nonNull)
                .min(Comparator.comparing(Freshness.Problem::since));
        boolean complete = scopes.stream().allMatch(ScopeHealth::isAnswered);
        Source source = scopes.stream()
                .map(ScopeHealth::source)
                .min(Comparator.naturalOrder())
                .orElse(Source.LIST);
        if (problem.isPresent()) {
            Freshness.State state = oldest == null ? Freshness.State.UNREACHED : Freshness.State.STALE;
            return new Freshness(state, oldest, pace, null, problem.get(), complete, source, tags, addresses);
        }
        if (complete) {
            return new Freshness(Freshness.State.LIVE, oldest, pace, null, null, true, source, tags, addresses);
        }
        if (scopes.stream().allMatch(scope -> scope.confirmedAt() != null)) {
            return new Freshness(Freshness.State.STALE, oldest, pace, null, null, false, source, tags, addresses);
        }
        int received = scopes.stream().mapToInt(ScopeHealth::loaded).sum();
        return new Freshness(Freshness.State.LOADING, oldest, pace, received, null, false, source, tags, addresses);
    }

    private static @Nullable Instant oldestIfAllKnown(
            Collection<ScopeHealth> scopes, Function<ScopeHealth, @Nullable Instant> time) {
        return scopes.stream().allMatch(scope -> time.apply(scope) != null) ? oldest(scopes, time) : null;
    }

    private static @Nullable Instant oldest(
            Collection<ScopeHealth> scopes, Function<ScopeHealth, @Nullable Instant> time) {
        return scopes.stream()
                .map(time)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
