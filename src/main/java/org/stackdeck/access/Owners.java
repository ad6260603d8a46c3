package org.stackdeck.access;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.cloud.ServerKey;

/** Owners of servers at one moment. A server without an entry has no owner. */
public record Owners(Map<ServerKey, Owner> byServer) {

    public static final Owners NONE = new Owners(Map.of());

    public Owners {
        byServer = Map.copyOf(byServer);
    }

    public Optional<Owner> of(ServerKey server) {
        return Optional.ofNullable(byServer.get(server));
    }

    /** Servers whose owners differ between the two. */
    public Set<ServerKey> differing(Owners other) {
        Set<ServerKey> all = new HashSet<>(byServer.keySet());
        all.addAll(other.byServer.keySet());
        all.removeIf(server -> Objects.equals(byServer.get(server), other.byServer.get(server)));
        return all;
    }
}
