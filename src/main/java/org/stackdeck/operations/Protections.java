package org.stackdeck.operations;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.cloud.ServerKey;

/** The protected servers at one point in time. */
public record Protections(Map<ServerKey, Protection> byServer) {

    public static final Protections NONE = new Protections(Map.of());

    public Protections {
        byServer = Map.copyOf(byServer);
    }

    public Optional<Protection> of(ServerKey server) {
        return Optional.ofNullable(byServer.get(server));
    }

    /** The servers whose protection differs between both. */
    public Set<ServerKey> differing(Protections other) {
        Set<ServerKey> all = new HashSet<>(byServer.keySet());
        all.addAll(other.byServer.keySet());
        all.removeIf(server -> Objects.equals(byServer.get(server), other.byServer.get(server)));
        return all;
    }
}
