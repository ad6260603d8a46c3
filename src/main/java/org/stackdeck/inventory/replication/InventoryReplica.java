package org.stackdeck.inventory.replication;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Delta;
import org.stackdeck.inventory.polling.PollProgress;
import org.stackdeck.inventory.store.CloudHealthSnapshot;
import org.stackdeck.inventory.store.CloudHealthTracker;
import org.stackdeck.inventory.store.InMemoryInventoryStore;
import org.stackdeck.inventory.store.ScopeKey;

/**
 * Applies the changes that another node has published to the inventory of this node.
 *
 * <p>A published server usually replaces the known one. Servers that this node reads itself, for instance at the end of
 * an operation, are an exception. Until the other node has polled after such a read, a published server replaces the
 * known one only if its modification time in Nova is later. Then the last published server applies, even if this node
 * received it before that poll.
 */
final class InventoryReplica {

    /**
     * Minimum time for which a server that this node has read is kept. It allows the other node to read the server's
     * tags.
     */
    static final Duration MIN_READ_VALIDITY = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(InventoryReplica.class);

    /** Tick of responses that replace the known state of a server only if they contain a later modification time. */
    private static final long EARLIEST_TICK = 0;

    private final CloudName cloud;
    private final InMemoryInventoryStore store;
    private final CloudHealthTracker health;
    private Map<ServerKey, Server> published = Map.of();
    private @Nullable PublishedCloudHealth state;
    private Set<ScopeKey> scopes = Set.of();
    private Map<ScopeKey, Instant> pollStarts = Map.of();
    private final Map<ServerKey, LocalRead> reads = new HashMap<>();

    /** @param endedAt by the monotonic clock */
    private record LocalRead(int inFlight, Instant endedAt) {}

    InventoryReplica(CloudName cloud, InMemoryInventoryStore store, CloudHealthTracker health) {
        this.cloud = cloud;
        this.store = store;
        this.health = health;
    }

    /**
     * Discards the published state, because this node has polled the cloud itself. The known servers are kept until the
     * next change.
     */
    synchronized void reset() {
        published = storedServers();
        state = null;
        scopes = Set.of();
        pollStarts = Map.of();
        reads.clear();
    }

    /**
     * Applies consecutive changes as one. Does nothing before the first change that contains a state.
     *
     * @param readAt time, by the monotonic clock, at which the newest change was at most {@code age} old
     */
    synchronized void apply(List<InventoryChange> changes, Instant readAt, Duration age) {
        PublishedCloudHealth newest = changes.stream()
                .map(InventoryChange::state)
                .filter(Objects::nonNull)
                .reduce(state, (_, next) -> next);
        if (newest == null) {
            return;
        }
        state = newest;
        scopes = newest.scopes().stream().map(PublishedCloudHealth.Scope::key).collect(Collectors.toSet());
        scopes.forEach(store::addScope);
        applyServers(changes);
        CloudHealthSnapshot before = store.state().health().get(cloud);
        if (before != null) {
            before.scopes().keySet().stream()
                    .filter(scope -> !scopes.contains(scope))
                    .forEach(store::removeScope);
        }
        health.replicate(newest.health());
        Map<ScopeKey, Instant> starts = new HashMap<>();
        for (PublishedCloudHealth.Scope scope : newest.scopes()) {
            if (scope.sincePoll() != null && !age.isNegative()) {
                starts.put(scope.key(), readAt.minus(age).minus(scope.sincePoll()));
            }
        }
        pollStarts = Map.copyOf(starts);
    }

    /** Returns the start of the last successful poll of each scope, or an earlier time, by the monotonic clock. */
    synchronized Map<ScopeKey, Instant> pollStarts() {
        return pollStarts;
    }

    /**
     * Returns the positions from which this node can continue to poll. Scopes that were never polled completely are
     * missing.
     */
    synchronized Map<ScopeKey, PollProgress> positions() {
        Map<ScopeKey, PollProgress> positions = new HashMap<>();
        if (state != null) {
            for (PublishedCloudHealth.Scope scope : state.scopes()) {
                Instant confirmedAt = scope.health().confirmedAt();
                if (scope.watermark() != null && confirmedAt != null) {
                    positions.put(scope.key(), new PollProgress(scope.watermark(), confirmedAt, Instant.MIN));
                }
            }
        }
        return positions;
    }

    /** Protects a server from older published states, because this node begins to read it. */
    synchronized void beginRead(ServerKey server) {
        LocalRead read = reads.get(server);
        reads.put(server, new LocalRead(read == null ? 1 : read.inFlight() + 1, Instant.MAX));
    }

    /** @param now by the monotonic clock */
    synchronized void endRead(ServerKey server, Instant now) {
        reads.computeIfPresent(server, (_, read) -> new LocalRead(read.inFlight() - 1, now));
    }

    /**
     * Applies the published state of servers that this node has read. Requires that {@link #MIN_READ_VALIDITY} has
     * elapsed since the read, and that the other node has begun a successful poll of the scope after the read.
     *
     * @param now by the monotonic clock
     */
    synchronized void expireReads(Instant now) {
        List<ServerKey> expired = reads.entrySet().stream()
                .filter(read -> read.getValue().inFlight() == 0)
                .filter(read -> !now.isBefore(read.getValue().endedAt().plus(MIN_READ_VALIDITY)))
                .filter(read -> pollStarts
                        .getOrDefault(scopeOf(read.getKey()), Instant.MIN)
                        .isAfter(read.getValue().endedAt()))
                .map(Map.Entry::getKey)
                .toList();
        for (ServerKey key : expired) {
            reads.remove(key);
            Server server = published.get(key);
            if (server == null) {
                store.recordDeleted(scopeOf(key), store.nextTick(), key);
            } else {
                record(List.of(server), store.nextTick());
            }
        }
    }

    private Map<ServerKey, Server> storedServers() {
        return store.snapshot().servers().entrySet().stream()
                .filter(entry -> entry.getKey().cloud().equals(cloud))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (server, _) -> server, HashMap::new));
    }

    private void applyServers(List<InventoryChange> changes) {
        if (changes.stream()
                .allMatch(change -> !change.complete()
                        && change.servers().isEmpty()
                        && change.deleted().isEmpty())) {
            return;
        }
        Map<ServerKey, Server> target = new HashMap<>(published);
        for (InventoryChange change : changes) {
            if (change.complete()) {
                target.clear();
            }
            change.servers().forEach(server -> target.put(server.key(), server));
            change.deleted().forEach(id -> target.remove(new ServerKey(cloud, id)));
        }
        Map<ServerKey, Server> before = published;
        if (changes.stream().anyMatch(InventoryChange::complete)) {
            // Responses to requests that this node sent before it stopped polling may have arrived since then.
            before = storedServers();
            before.keySet().removeIf(key -> reads.containsKey(key) && !published.containsKey(key));
        }
        Delta delta = Delta.between(before, target);
        Map<Boolean, List<Server>> current = Stream.concat(delta.added().stream(), delta.changed().stream())
                .collect(Collectors.partitioningBy(server -> reads.containsKey(server.key())));
        record(Objects.requireNonNull(current.get(false)), store.nextTick());
        record(Objects.requireNonNull(current.get(true)), EARLIEST_TICK);
        delta.removed().forEach(key -> store.recordDeleted(scopeOf(key), store.nextTick(), key));
        published = target;
    }

    private void record(List<Server> servers, long tick) {
        Map<ScopeKey, List<Server>> byScope = new HashMap<>();
        servers.forEach(server ->
                byScope.computeIfAbsent(scopeOf(server), _ -> new ArrayList<>()).add(server));
        byScope.forEach((scope, own) -> {
            try {
                store.recordServers(scope, tick, own);
            } catch (CloudException e) {
                LOG.warn(
                        "Could not record the servers of {} that another node has published: {}",
                        scope,
                        e.getMessage());
            }
        });
    }

    private ScopeKey scopeOf(ServerKey key) {
        Server server = published.get(key);
        return store.scopeOf(key).orElseGet(() -> server == null ? new ScopeKey(cloud, null) : scopeOf(server));
    }

    /** Returns the scope of the server's project if there is one; otherwise the scope of all projects. */
    private ScopeKey scopeOf(Server server) {
        ScopeKey own = new ScopeKey(cloud, server.project().id());
        return scopes.contains(own) ? own : new ScopeKey(cloud, null);
    }
}
