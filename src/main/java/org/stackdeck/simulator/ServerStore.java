package org.stackdeck.simulator;

import java.util.Comparator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/** All servers, including deleted ones. */
final class ServerStore {

    static final Comparator<SimulatedServer> NEWEST_FIRST = Comparator.comparing(
                    (SimulatedServer s) -> s.origin().created())
            .thenComparing(SimulatedServer::id)
            .reversed();

    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, SimulatedServer> byId = new ConcurrentHashMap<>();
    private final NavigableSet<SimulatedServer> ordered = new ConcurrentSkipListSet<>(NEWEST_FIRST);

    /** Sequence number of the next server. */
    int nextNumber() {
        return numbers.getAndIncrement();
    }

    void add(SimulatedServer server) {
        numbers.accumulateAndGet(server.origin().number() + 1, Math::max);
        byId.put(server.id(), server);
        ordered.add(server);
    }

    Optional<SimulatedServer> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    NavigableSet<SimulatedServer> newestFirst() {
        return ordered;
    }
}
