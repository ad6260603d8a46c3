package org.stackdeck.operations;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.cloud.ServerKey;

/** Which servers are protected, at one moment. */
public record Protections(Map<ServerKey, Protection> byServer) {

    public static final Protections NONE = new Protections(Map.of());

    public Protections {
        byServer = Map.copyOf(byServer);
    }

    public Optional<Protection> of(ServerKey server) {
        return Optional.ofNullable(byServer.get(server));
    }

    /** The servers that are protected in another way, or not, in the other. */
    public Set<ServerKey> differing(Protections other) {
        Set<ServerKey> all = new HashSet<>(byServer.keySet());
        all.addAll(other.byServer.keySet());
        all.removeIf(server -> Objects.equals(byServer.get(server), other.byServer.get(server)));
        return all;
    }
}
