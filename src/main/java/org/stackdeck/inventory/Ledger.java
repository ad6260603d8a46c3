package org.stackdeck.inventory;

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
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;

/** Merges all responses into the shared snapshot and reports its changes. */
final class Ledger {

    private static final int REMEMBERED_GONE = 10_000;

    private final Set<ScopeKey> served = new HashSet<>();
    private final Map<ServerKey, Evidence> present = new HashMap<>();
    private final Map<ServerKey, Evidence> gone = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ServerKey, Evidence> eldest) {
            return size() > REMEMBERED_GONE;
        }
    };
    private final Runnable changed;
    private long ticks;
    private boolean dirty;
    private volatile Known known = new Known(Snapshot.EMPTY, Map.of());

    /** The snapshot of all clouds and their health at one moment. */
    record Known(Snapshot snapshot, Map<CloudName, ScopesHealth> health) {}

    /**
     * @param changed called after each change without holding a lock, on the thread of the change; must return quickly
     */
    Ledger(Runnable changed) {
        this.changed = changed;
    }

    Snapshot snapshot() {
        return known.snapshot();
    }

    Known known() {
        return known;
    }

    /** Returns the tick of a request. To be called immediately before sending it and passed on with its response. */
    synchronized long asking() {
        return ++ticks;
    }

    /** Accepts responses of this scope from now on. */
    synchronized void serve(ScopeKey scope) {
        served.add(scope);
    }

    /** Records servers from a response, including deleted ones. */
    void learn(ScopeKey scope, long asked, List<Server> servers) {
        publish(() -> {
            long answered = ++ticks;
            for (Server server : servers) {
                enter(server.key(), Evidence.of(scope, server, asked, answered));
            }
        });
    }

    /** Records that the server does not exist in the cloud. */
    void learnGone(ScopeKey scope, long asked, ServerKey key) {
        publish(() -> enter(key, Evidence.gone(scope, asked, ++ticks)));
    }

    /**
     * Completes a full list of the scope. Servers missing from it are removed, except those that another response
     * reported after the start of the list, because they may have been created since.
     */
    void learnComplete(ScopeKey scope, long asked, Set<ServerKey> listed) {
        publish(() -> {
            long answered = ++ticks;
            List<ServerKey> missing = new ArrayList<>();
            present.forEach((key, evidence) -> {
                if (evidence.scope().equals(scope) && evidence.answered() < asked && !listed.contains(key)) {
                    missing.add(key);
                }
            });
            missing.forEach(key -> enter(key, Evidence.gone(scope, asked, answered)));
        });
    }

    /** Removes the scope and its servers. Responses still in progress are ignored. */
    void forget(ScopeKey scope) {
        publish(() -> {
            served.remove(scope);
            dirty |= present.values().removeIf(evidence -> evidence.scope().equals(scope));
        });
    }

    /** Records the servers of a scope from the cache. Any later response supersedes them. */
    void restore(ScopeKey scope, List<Server> servers) {
        serve(scope);
        learn(scope, asking(), servers);
    }

    void health(CloudName cloud, ScopesHealth now) {
        synchronized (this) {
            Map<CloudName, ScopesHealth> health = new HashMap<>(known.health());
            if (now.equals(health.put(cloud, now))) {
                return;
            }
            Snapshot before = known.snapshot();
            Map<CloudName, Freshness> freshness = new HashMap<>(before.freshness());
            freshness.put(cloud, now.overall());
            known = new Known(
                    new Snapshot(before.version() + 1, before.servers(), Map.copyOf(freshness)), Map.copyOf(health));
        }
        changed.run();
    }

    /** The servers recorded from responses of this scope. */
    synchronized List<Server> servers(ScopeKey scope) {
        return present.values().stream()
                .filter(evidence -> evidence.scope().equals(scope))
                .map(Evidence::server)
                .filter(Objects::nonNull)
                .toList();
    }

    synchronized Optional<ScopeKey> owner(ServerKey key) {
        return Optional.ofNullable(present.get(key)).map(Evidence::scope);
    }

    /** Returns whether a response to a request after this tick reported the server or its deletion. */
    synchronized boolean learnedSince(ServerKey key, long tick) {
        Evidence evidence = present.containsKey(key) ? present.get(key) : gone.get(key);
        return evidence != null && evidence.asked() > tick;
    }

    private void enter(ServerKey key, Evidence evidence) {
        Evidence before = present.containsKey(key) ? present.get(key) : gone.get(key);
        if (!served.contains(evidence.scope()) || !evidence.supersedes(before)) {
            return;
        }
        Server server = evidence.server();
        if (server == null) {
            dirty |= present.remove(key) != null;
            gone.put(key, evidence);
            return;
        }
        gone.remove(key);
        if (before != null && server.equals(before.server())) {
            present.put(key, evidence.showing(before.server()));
        } else {
            dirty = true;
            present.put(key, evidence);
        }
    }

    private void publish(Runnable change) {
        synchronized (this) {
            change.run();
            if (!dirty) {
                return;
            }
            dirty = false;
            Map<ServerKey, Server> servers = HashMap.newHashMap(present.size());
            present.forEach((key, evidence) -> {
                if (evidence.server() != null) {
                    servers.put(key, evidence.server());
                }
            });
            Snapshot before = known.snapshot();
            known = new Known(
                    new Snapshot(before.version() + 1, Collections.unmodifiableMap(servers), before.freshness()),
                    known.health());
        }
        changed.run();
    }
}
