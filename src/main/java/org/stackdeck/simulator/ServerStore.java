package org.stackdeck.simulator;

import java.util.Comparator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** All servers, the deleted ones included. */
final class ServerStore {

    static final Comparator<SimulatedServer> NEWEST_FIRST = Comparator.comparing(
                    (SimulatedServer s) -> s.origin().created())
            .thenComparing(SimulatedServer::id)
            .reversed();

    private final Map<String, SimulatedServer> byId = new ConcurrentHashMap<>();
    private final NavigableSet<SimulatedServer> ordered = new ConcurrentSkipListSet<>(NEWEST_FIRST);

    void add(SimulatedServer server) {
        byId.put(server.id(), server);
        ordered.add(server);
    }

    Optional<SimulatedServer> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    NavigableSet<SimulatedServer> newestFirst() {
        return ordered;
    }

    int size() {
        return byId.size();
    }
}
