package org.stackdeck.inventory.replication;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Delta;
import org.stackdeck.inventory.polling.PollProgress;
import org.stackdeck.inventory.store.CloudHealthSnapshot;
import org.stackdeck.inventory.store.InMemoryInventoryStore.StoreState;
import org.stackdeck.inventory.store.ScopeKey;

/**
 * Computes the changes of a cloud since the last published state. Not thread-safe.
 *
 * <p>The first change of a term is a complete state. The next complete state follows when the changes since then are
 * numerous or contain as many servers as the cloud. A node that starts therefore has little to read.
 */
final class InventoryChangeDetector {

    /** Limits of a part, which keep each database row and each statement small. */
    static final int MAX_PART_SERVERS = 250;

    private static final long MAX_PART_BYTES = 1 << 20;

    /**
     * Number of parts since the last complete state after which the next one follows. A small cloud in which only the
     * health changes reaches this number after about ten minutes.
     */
    static final int MAX_CHANGES = 600;

    private static final int MIN_PUBLISHED_SERVERS = 1_000;

    private final CloudName cloud;
    private Published published = Published.NOTHING;
    private Published next = Published.NOTHING;

    /**
     * @param source the servers of all clouds; the same map means that no server has changed
     * @param health null if nothing has been published
     */
    private record Published(
            Map<ServerKey, Server> source,
            Map<ServerKey, Server> servers,
            @Nullable CloudHealthSnapshot health,
            int changes,
            int changedServers) {

        static final Published NOTHING = new Published(Map.of(), Map.of(), null, 0, 0);

        boolean needsComplete() {
            return changes >= MAX_CHANGES || changedServers >= Math.max(MIN_PUBLISHED_SERVERS, servers.size());
        }
    }

    InventoryChangeDetector(CloudName cloud) {
        this.cloud = cloud;
    }

    /**
     * Returns the parts of the changes since the last call of {@link #recordPublished}; empty if nothing has changed or
     * the cloud has no health.
     *
     * @param positions positions that were read before {@code state}, so that the state is at least as recent
     * @param now current time by the monotonic clock
     */
    List<InventoryChange> changes(StoreState state, Map<ScopeKey, PollProgress> positions, Instant now) {
        CloudHealthSnapshot health = state.health().get(cloud);
        if (health == null) {
            return List.of();
        }
        Map<ServerKey, Server> source = state.snapshot().servers();
        Published last = published.needsComplete() ? Published.NOTHING : published;
        boolean complete = last.health() == null;
        Map<ServerKey, Server> servers = isSame(published.source(), source) ? published.servers() : own(source);
        Delta delta = Delta.between(last.servers(), servers);
        if (delta.isEmpty() && health.equals(last.health())) {
            return List.of();
        }
        List<InventoryChange> changes = changes(complete, delta, replicated(health, positions, now));
        next = new Published(
                source,
                servers,
                health,
                complete ? 0 : last.changes() + changes.size(),
                complete ? 0 : last.changedServers() + delta.size());
        return changes;
    }

    /** Records that the last result of {@link #changes} was stored. */
    void recordPublished() {
        published = next;
    }

    /** Makes the next change a complete state, because the changes that the other nodes have received are unknown. */
    void reset() {
        published = Published.NOTHING;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Map<ServerKey, Server> first, Map<ServerKey, Server> second) {
        return first == second;
    }

    private Map<ServerKey, Server> own(Map<ServerKey, Server> all) {
        Map<ServerKey, Server> servers = new HashMap<>();
        all.forEach((key, server) -> {
            if (key.cloud().equals(cloud)) {
                servers.put(key, server);
            }
        });
        return servers;
    }

    private static List<InventoryChange> changes(boolean complete, Delta delta, PublishedCloudHealth state) {
        List<List<Server>> parts = split(
                Stream.concat(delta.added().stream(), delta.changed().stream()).toList());
        List<InventoryChange> changes = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            changes.add(new InventoryChange(
                    complete && i == 0,
                    i == parts.size() - 1 ? state : null,
                    parts.get(i),
                    i == 0 ? delta.removed().stream().map(ServerKey::id).toList() : List.of()));
        }
        return changes;
    }

    /** Returns at least one part. */
    private static List<List<Server>> split(Collection<Server> servers) {
        List<List<Server>> parts = new ArrayList<>(List.of(new ArrayList<>()));
        long bytes = 0;
        for (Server server : servers) {
            bytes += server.estimatedSize();
            if (!parts.getLast().isEmpty()
                    && (bytes > MAX_PART_BYTES || parts.getLast().size() >= MAX_PART_SERVERS)) {
                parts.add(new ArrayList<>());
                bytes = server.estimatedSize();
            }
            parts.getLast().add(server);
        }
        return parts;
    }

    private static PublishedCloudHealth replicated(
            CloudHealthSnapshot health, Map<ScopeKey, PollProgress> positions, Instant now) {
        List<PublishedCloudHealth.Scope> scopes = new ArrayList<>();
        health.scopes().forEach((key, scope) -> {
            PollProgress position = positions.get(key);
            scopes.add(new PublishedCloudHealth.Scope(
                    key,
                    scope,
                    position == null ? null : position.watermark(),
                    position == null ? null : Duration.between(position.began(), now)));
        });
        return new PublishedCloudHealth(health.discovery(), scopes);
    }
}
