package org.stackdeck.access;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.cloud.ServerKey;

/** To whom servers belong, at one moment. A server that is not among them belongs to nobody. */
public record Owners(Map<ServerKey, Owner> byServer) {

    public static final Owners NONE = new Owners(Map.of());

    public Owners {
        byServer = Map.copyOf(byServer);
    }

    public Optional<Owner> of(ServerKey server) {
        return Optional.ofNullable(byServer.get(server));
    }

    /** The servers that belong to someone else in the other. */
    public Set<ServerKey> differing(Owners other) {
        Set<ServerKey> all = new HashSet<>(byServer.keySet());
        all.addAll(other.byServer.keySet());
        all.removeIf(server -> Objects.equals(byServer.get(server), other.byServer.get(server)));
        return all;
    }
}
