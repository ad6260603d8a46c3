package org.stackdeck.access;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

/** Owners in memory. */
public class FakeOwnership implements Ownership {

    private final Map<ServerKey, UserId> owners = new ConcurrentHashMap<>();

    @Override
    public Set<ServerKey> of(UserId user) {
        return owners.entrySet().stream()
                .filter(entry -> entry.getValue().equals(user))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<UserId> owner(ServerKey server) {
        return Optional.ofNullable(owners.get(server));
    }

    @Override
    public void assign(Caller caller, ServerKey server, @Nullable UserId owner) {
        if (owner == null) {
            owners.remove(server);
        } else {
            owners.put(server, owner);
        }
    }
}
