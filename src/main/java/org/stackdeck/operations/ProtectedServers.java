package org.stackdeck.operations;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.cloud.ServerKey;

/** The protected servers at one point in time. */
public record ProtectedServers(Map<ServerKey, DeletionProtection> byServer) {

    public static final ProtectedServers NONE = new ProtectedServers(Map.of());

    public ProtectedServers {
        byServer = Map.copyOf(byServer);
    }

    public Optional<DeletionProtection> find(ServerKey server) {
        return Optional.ofNullable(byServer.get(server));
    }

    /** Returns the servers whose protection differs between this and the other object. */
    public Set<ServerKey> changedServers(ProtectedServers other) {
        Set<ServerKey> all = new HashSet<>(byServer.keySet());
        all.addAll(other.byServer.keySet());
        all.removeIf(server -> Objects.equals(byServer.get(server), other.byServer.get(server)));
        return all;
    }
}
