package org.stackdeck.simulator.state;

import java.util.Comparator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.stackdeck.simulator.model.SimulatedServer;

/** Stores all servers, including deleted ones. */
public final class ServerStore {

    public static final Comparator<SimulatedServer> NEWEST_FIRST = Comparator.comparing(
                    (SimulatedServer s) -> s.immutableProperties().created())
            .thenComparing(SimulatedServer::id)
            .reversed();

    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, SimulatedServer> byId = new ConcurrentHashMap<>();
    private final NavigableSet<SimulatedServer> ordered = new ConcurrentSkipListSet<>(NEWEST_FIRST);

    /** Returns a new sequence number for a server. */
    public int nextNumber() {
        return numbers.getAndIncrement();
    }

    public void add(SimulatedServer server) {
        numbers.accumulateAndGet(server.immutableProperties().number() + 1, Math::max);
        byId.put(server.id(), server);
        ordered.add(server);
    }

    public Optional<SimulatedServer> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public NavigableSet<SimulatedServer> newestFirst() {
        return ordered;
    }
}
