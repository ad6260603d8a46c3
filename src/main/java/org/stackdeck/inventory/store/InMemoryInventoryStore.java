package org.stackdeck.inventory.store;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.InventorySnapshot;

/** Merges all responses into the shared snapshot and reports its changes. */
public final class InMemoryInventoryStore {

    private static final int MAX_DELETED_ENTRIES = 10_000;
    private static final int HEAP_SHARE_OF_CLOUD = 4;

    private final Set<ScopeKey> scopes = new HashSet<>();
    private final Map<ServerKey, ServerObservation> present = new HashMap<>();
    private final Map<ServerKey, ServerObservation> deleted = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ServerKey, ServerObservation> eldest) {
            return size() > MAX_DELETED_ENTRIES;
        }
    };
    private final Runnable changed;
    private final CloudMemoryLimit memoryLimit;
    private final RecentFloatingIps floatingIps;
    private long ticks;
    private boolean dirty;
    private volatile StoreState state = new StoreState(InventorySnapshot.EMPTY, Map.of());

    /** The snapshot of all clouds and their health at one moment. */
    public record StoreState(InventorySnapshot snapshot, Map<CloudName, CloudHealthSnapshot> health) {}

    /**
     * @param changed called after each change without holding a lock, on the thread of the change; must return quickly
     */
    public InMemoryInventoryStore(Runnable changed) {
        this(changed, Runtime.getRuntime().maxMemory() / HEAP_SHARE_OF_CLOUD, Clock.systemUTC());
    }

    /** @param maxBytesOfCloud limit of the memory of the servers of each cloud */
    public InMemoryInventoryStore(Runnable changed, long maxBytesOfCloud, Clock clock) {
        this.changed = changed;
        this.memoryLimit = new CloudMemoryLimit(maxBytesOfCloud);
        this.floatingIps = new RecentFloatingIps(clock);
    }

    public InventorySnapshot snapshot() {
        return state.snapshot();
    }

    public StoreState state() {
        return state;
    }

    /**
     * Returns the tick (logical time) of a request. Call this method immediately before sending the request, and pass
     * the tick with its response.
     */
    public synchronized long nextTick() {
        return ++ticks;
    }

    /** Adds a scope. Responses of scopes that were not added are ignored. */
    public synchronized void addScope(ScopeKey scope) {
        scopes.add(scope);
    }

    /**
     * Records servers from a response, including deleted servers.
     *
     * @throws CloudException UNINTELLIGIBLE if the cloud has too many servers for the memory; those that fit are
     *     recorded
     */
    public void recordServers(ScopeKey scope, long requestTick, List<Server> servers) {
        AtomicBoolean complete = new AtomicBoolean(true);
        publish(() -> {
            long responseTick = ++ticks;
            for (Server server : servers) {
                Server current = floatingIps.applyTo(server);
                if (!apply(server.key(), ServerObservation.of(scope, current, requestTick, responseTick))) {
                    complete.set(false);
                }
            }
        });
        if (!complete.get()) {
            throw new CloudException(
                    CloudException.Category.UNINTELLIGIBLE,
                    "The servers of the cloud require more than %d MB of memory".formatted(memoryLimit.megabytes()));
        }
    }

    /** Records changes of floating IPs in Neutron, and applies the changes to Nova's responses for a minute. */
    public void recordFloatingIps(Map<ServerKey, FloatingIpChange> changes) {
        publish(() -> changes.forEach((key, change) -> {
            floatingIps.add(key, change);
            ServerObservation known = present.get(key);
            if (known != null && known.server() != null) {
                apply(key, known.withServer(floatingIps.applyTo(known.server())));
            }
        }));
    }

    /**
     * Replaces the names of images in the servers of a scope.
     *
     * @param names by the IDs of the images; empty if the image no longer exists. Other images keep their names
     */
    public void recordImageNames(ScopeKey scope, Map<String, Optional<String>> names) {
        publish(() -> servers(scope).forEach(server -> {
            Optional<String> name =
                    server.image() == null ? null : names.get(server.image().id());
            ServerObservation known = present.get(server.key());
            if (name != null && known != null) {
                apply(server.key(), known.withServer(server.withImageName(name.orElse(null))));
            }
        }));
    }

    /** Discards the recorded changes of floating IPs. */
    public synchronized void discardFloatingIps(CloudName cloud) {
        floatingIps.clear(cloud);
    }

    /** Records that the server does not exist in the cloud. */
    public void recordDeleted(ScopeKey scope, long requestTick, ServerKey key) {
        publish(() -> apply(key, ServerObservation.deleted(scope, requestTick, ++ticks)));
    }

    /**
     * Completes a full list of the scope. Removes the servers that are missing from the list. Keeps servers that
     * another response has reported since the start of the list, because they may have been created after it.
     */
    public void recordFullList(ScopeKey scope, long requestTick, Set<ServerKey> listed) {
        publish(() -> {
            long responseTick = ++ticks;
            List<ServerKey> missing = new ArrayList<>();
            present.forEach((key, serverObservation) -> {
                if (serverObservation.scope().equals(scope)
                        && serverObservation.responseTick() < requestTick
                        && !listed.contains(key)) {
                    missing.add(key);
                }
            });
            missing.forEach(key -> apply(key, ServerObservation.deleted(scope, requestTick, responseTick)));
        });
    }

    /** Removes the scope and its servers. Responses to its pending requests are ignored. */
    public void removeScope(ScopeKey scope) {
        removeScopes(scope::equals);
    }

    /** Records the servers of a scope from the cache. Any later response supersedes them. */
    public void restore(ScopeKey scope, List<Server> servers) {
        addScope(scope);
        recordServers(scope, nextTick(), servers);
    }

    void updateHealth(CloudName cloud, CloudHealthSnapshot now) {
        synchronized (this) {
            Map<CloudName, CloudHealthSnapshot> cloudHealthSnapshot = new HashMap<>(state.health());
            if (now.equals(cloudHealthSnapshot.put(cloud, now))) {
                return;
            }
            InventorySnapshot before = state.snapshot();
            Map<CloudName, Freshness> freshness = new HashMap<>(before.freshness());
            freshness.put(cloud, now.overall());
            state = new StoreState(
                    new InventorySnapshot(before.version() + 1, before.servers(), Map.copyOf(freshness)),
                    Map.copyOf(cloudHealthSnapshot));
        }
        changed.run();
    }

    void removeHealth(CloudName cloud) {
        synchronized (this) {
            Map<CloudName, CloudHealthSnapshot> health = new HashMap<>(state.health());
            Map<CloudName, Freshness> freshness = new HashMap<>(state.snapshot().freshness());
            health.remove(cloud);
            freshness.remove(cloud);
            InventorySnapshot before = state.snapshot();
            state = new StoreState(
                    new InventorySnapshot(before.version() + 1, before.servers(), Map.copyOf(freshness)),
                    Map.copyOf(health));
        }
        changed.run();
    }

    /** Removes all scopes of a cloud and their servers, in one change. */
    public void removeScopes(CloudName cloud) {
        removeScopes(scope -> scope.cloud().equals(cloud));
    }

    private void removeScopes(Predicate<ScopeKey> removed) {
        publish(() -> {
            scopes.removeIf(removed);
            dirty |= present.values().removeIf(observation -> {
                boolean gone = removed.test(observation.scope());
                if (gone) {
                    memoryLimit.remove(observation.server());
                }
                return gone;
            });
        });
    }

    public synchronized List<Server> servers(ScopeKey scope) {
        return present.values().stream()
                .filter(serverObservation -> serverObservation.scope().equals(scope))
                .map(ServerObservation::server)
                .filter(Objects::nonNull)
                .toList();
    }

    public synchronized Optional<ScopeKey> scopeOf(ServerKey key) {
        return Optional.ofNullable(present.get(key)).map(ServerObservation::scope);
    }

    /** Returns whether a response to a request after this tick reported the server or its deletion. */
    public synchronized boolean isUpdatedSince(ServerKey key, long tick) {
        ServerObservation serverObservation = present.containsKey(key) ? present.get(key) : deleted.get(key);
        return serverObservation != null && serverObservation.requestTick() > tick;
    }

    /**
     * Applies the observation if it supersedes the known state. Returns false, without an effect, if the cloud would
     * exceed its memory limit.
     */
    private boolean apply(ServerKey key, ServerObservation serverObservation) {
        ServerObservation before = present.containsKey(key) ? present.get(key) : deleted.get(key);
        if (!scopes.contains(serverObservation.scope()) || !serverObservation.supersedes(before)) {
            return true;
        }
        Server server = serverObservation.server();
        if (server == null) {
            ServerObservation removed = present.remove(key);
            if (removed != null) {
                memoryLimit.remove(removed.server());
                dirty = true;
            }
            deleted.put(key, serverObservation);
            return true;
        }
        if (before != null && server.equals(before.server())) {
            present.put(key, serverObservation.withServer(before.server()));
            return true;
        }
        if (!memoryLimit.replace(before == null ? null : before.server(), server)) {
            return false;
        }
        deleted.remove(key);
        dirty = true;
        present.put(key, serverObservation);
        return true;
    }

    private void publish(Runnable change) {
        synchronized (this) {
            change.run();
            if (!dirty) {
                return;
            }
            dirty = false;
            Map<ServerKey, Server> servers = HashMap.newHashMap(present.size());
            present.forEach((key, serverObservation) -> {
                if (serverObservation.server() != null) {
                    servers.put(key, serverObservation.server());
                }
            });
            InventorySnapshot before = state.snapshot();
            state = new StoreState(
                    new InventorySnapshot(
                            before.version() + 1, Collections.unmodifiableMap(servers), before.freshness()),
                    state.health());
        }
        changed.run();
    }
}
