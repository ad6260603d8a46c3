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

/** Joins all answers into the one snapshot that everybody shares, and tells when it changed. */
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

    /** What is known of all clouds at one moment, and how well. */
    record Known(Snapshot snapshot, Map<CloudName, ScopesHealth> health) {}

    /** @param changed called after each change, outside of any lock order but on the thread that made it: be quick */
    Ledger(Runnable changed) {
        this.changed = changed;
    }

    Snapshot snapshot() {
        return known.snapshot();
    }

    Known known() {
        return known;
    }

    /** To be called just before a question is asked; what it returns goes with the answer. */
    synchronized long asking() {
        return ++ticks;
    }

    /** From now on answers of this scope count. */
    synchronized void serve(ScopeKey scope) {
        served.add(scope);
    }

    /** Servers as an answer gave them, deleted ones included. */
    void learn(ScopeKey scope, long asked, List<Server> servers) {
        publish(() -> {
            long answered = ++ticks;
            for (Server server : servers) {
                enter(server.key(), Evidence.of(scope, server, asked, answered));
            }
        });
    }

    /** The cloud does not know this server. */
    void learnGone(ScopeKey scope, long asked, ServerKey key) {
        publish(() -> enter(key, Evidence.gone(scope, asked, ++ticks)));
    }

    /**
     * A full list of the scope ended: what is missing from it is gone, except what another answer told of after the list
     * was begun, since it may have been made meanwhile.
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

    /** The scope is no longer served; its servers go with it, and answers still under way count for nothing. */
    void forget(ScopeKey scope) {
        publish(() -> {
            served.remove(scope);
            dirty |= present.values().removeIf(evidence -> evidence.scope().equals(scope));
        });
    }

    /** The servers of a scope as they were kept over a restart; whatever is asked from now on supersedes them. */
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

    /** The servers that answers of this scope told of. */
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

    /** Whether an answer told of the server, or of its end, to a question that was asked after this tick. */
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
