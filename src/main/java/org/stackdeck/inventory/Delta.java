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
import java.util.function.Function;
import java.util.stream.Stream;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;

/** The difference between two states of the inventory. */
public record Delta(List<Server> added, List<Server> changed, Set<ServerKey> removed) {

    public static final Delta NONE = new Delta(List.of(), List.of(), Set.of());

    public Delta {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = Set.copyOf(removed);
    }

    /** Returns the difference between two states. Fast if unchanged servers are identical objects. */
    @SuppressWarnings("ReferenceEquality")
    public static Delta between(Map<ServerKey, Server> before, Map<ServerKey, Server> after) {
        if (before == after) {
            return NONE;
        }
        List<Server> added = new ArrayList<>();
        List<Server> changed = new ArrayList<>();
        after.forEach((key, server) -> {
            Server known = before.get(key);
            if (known == null) {
                added.add(server);
            } else if (!Objects.equals(known, server)) {
                changed.add(server);
            }
        });
        Set<ServerKey> removed = new HashSet<>();
        if (before.size() + added.size() != after.size()) {
            before.keySet().stream().filter(key -> !after.containsKey(key)).forEach(removed::add);
        }
        return new Delta(added, changed, removed);
    }

    /** Combines this difference with the one that follows it. */
    public Delta followedBy(Delta next) {
        Map<ServerKey, Server> came = byKey(added);
        Map<ServerKey, Server> differs = byKey(changed);
        Set<ServerKey> left = new HashSet<>(removed);
        for (ServerKey key : next.removed) {
            differs.remove(key);
            if (came.remove(key) == null) {
                left.add(key);
            }
        }
        for (Server server : next.added) {
            (left.remove(server.key()) ? differs : came).put(server.key(), server);
        }
        for (Server server : next.changed) {
            (came.containsKey(server.key()) ? came : differs).put(server.key(), server);
        }
        return new Delta(List.copyOf(came.values()), List.copyOf(differs.values()), left);
    }

    /**
     * Restricts the difference to a viewer from whom servers, or some of their attributes, are hidden.
     *
     * @param before the servers visible to the viewer before the change
     * @param seen maps a server to the server as the viewer sees it; empty for a hidden server
     */
    public Delta filteredBy(Map<ServerKey, Server> before, Function<Server, Optional<Server>> seen) {
        List<Server> came = new ArrayList<>();
        List<Server> differs = new ArrayList<>();
        Set<ServerKey> left = new HashSet<>(removed);
        left.retainAll(before.keySet());
        for (Server server : (Iterable<Server>) Stream.concat(added.stream(), changed.stream())::iterator) {
            Server known = before.get(server.key());
            Server now = seen.apply(server).orElse(null);
            if (now == null) {
                if (known != null) {
                    left.add(server.key());
                }
            } else if (known == null) {
                came.add(now);
            } else if (!known.equals(now)) {
                differs.add(now);
            }
        }
        return new Delta(came, differs, left);
    }

    public Map<ServerKey, Server> applyTo(Map<ServerKey, Server> before) {
        Map<ServerKey, Server> after = new HashMap<>(before);
        removed.forEach(after::remove);
        added.forEach(server -> after.put(server.key(), server));
        changed.forEach(server -> after.put(server.key(), server));
        return Collections.unmodifiableMap(after);
    }

    public int size() {
        return added.size() + changed.size() + removed.size();
    }

    private static Map<ServerKey, Server> byKey(List<Server> servers) {
        Map<ServerKey, Server> map = new LinkedHashMap<>();
        servers.forEach(server -> map.put(server.key(), server));
        return map;
    }

    public boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }
}
