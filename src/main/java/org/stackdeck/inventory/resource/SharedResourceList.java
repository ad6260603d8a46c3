package org.stackdeck.inventory.resource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.inventory.replication.ResourceListLease;

/**
 * Reads and publishes one list of resources that the nodes share. Not thread-safe, except {@link #watch} and {@link
 * #close}.
 */
final class SharedResourceList {

    /** Age from which a published list is not shown, because no node has viewed it for a while. */
    private static final Duration MAX_PUBLISHED_AGE = Duration.ofMinutes(2);

    /** Number of changes after which a complete list follows, so that a node without the list has little to read. */
    static final int MAX_CHANGES = 100;

    private final ResourceListLease list;
    private final Clock clock;
    private final Clock monotonicClock;
    private final PublishedResourceList published = new PublishedResourceList();
    /** Resources that this node has replaced. They replace those of lists that were requested before. */
    private final Map<String, Replacement> replacements = new HashMap<>();
    /** Start of the request for the last list, on any node. */
    private Instant listedSince;

    private record Replacement(Optional<CloudResource> resource, Instant replacedAt) {}

    /** @param start start of the request for the list, or an earlier time, by the monotonic clock */
    record PublishedState(ResourceListState state, Instant start) {}

    /** @param notBefore lists that other nodes have requested before are ignored */
    SharedResourceList(ResourceListLease list, Clock clock, Clock monotonicClock, Instant notBefore) {
        this.list = list;
        this.clock = clock;
        this.monotonicClock = monotonicClock;
        this.listedSince = notBefore;
    }

    /** See {@link ResourceListLease#watch}. */
    void watch(BooleanSupplier demand, Runnable publication) {
        list.watch(demand, publication);
    }

    void close() {
        list.close();
    }

    /** Returns the list of another node if it is newer than that of this node. */
    synchronized Optional<PublishedState> read(ResourceListState known) {
        ResourceListLease.Publication publication = list.read().orElse(null);
        if (publication == null) {
            return Optional.empty();
        }
        published.apply(publication);
        Instant start = publication.start();
        Duration age = Duration.between(start, monotonicClock.instant());
        if (!start.isAfter(listedSince) || age.compareTo(MAX_PUBLISHED_AGE) > 0) {
            return Optional.empty();
        }
        return published
                .state(known, clock.instant().minus(age))
                .map(state -> new PublishedState(withReplacements(state, start), start));
    }

    private ResourceListState withReplacements(ResourceListState state, Instant start) {
        listedSince = start;
        replacements.values().removeIf(replacement -> replacement.replacedAt().isBefore(start));
        return replacements.isEmpty()
                ? state
                : state.withReplaced(replacements.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().resource())));
    }

    /** See {@link ResourceListLease#acquire}. */
    boolean acquire() {
        return list.acquire();
    }

    /** Publishes the result of a request of this node, if it holds the lease. */
    synchronized void publish(ResourceListState state, Instant start) {
        listedSince = start;
        replacements.clear();
        boolean complete = !published.isKnown() || list.publishedChanges() >= MAX_CHANGES;
        List<String> changes = published.changes(state, complete).stream()
                .map(ResourceListChange::serialize)
                .toList();
        if (list.publish(changes, complete, start)) {
            published.recordPublished();
        }
    }

    void release() {
        list.release();
    }

    /** Records resources that this node has read itself. */
    synchronized void recordReplaced(Map<String, Optional<CloudResource>> current) {
        Instant now = monotonicClock.instant();
        current.forEach((id, resource) -> replacements.put(id, new Replacement(resource, now)));
    }
}
