package org.stackdeck.access.ownership;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.cloud.ServerKey;

/** Owners of servers at one moment. A server without an entry has no owner. */
public record ServerOwnerMap(Map<ServerKey, ServerOwner> byServer) {

    public static final ServerOwnerMap NONE = new ServerOwnerMap(Map.of());

    public ServerOwnerMap {
        byServer = Map.copyOf(byServer);
    }

    public Optional<ServerOwner> ownerOf(ServerKey server) {
        return Optional.ofNullable(byServer.get(server));
    }

    /** Returns the servers whose owners differ between this and the other object. */
    public Set<ServerKey> serversWithOtherOwner(ServerOwnerMap other) {
        Set<ServerKey> all = new HashSet<>(byServer.keySet());
        all.addAll(other.byServer.keySet());
        all.removeIf(server -> Objects.equals(byServer.get(server), other.byServer.get(server)));
        return all;
    }
}
