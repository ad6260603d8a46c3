package org.stackdeck.access.ownership;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ServerKey;

/** Owners of servers and other resources at one moment. A resource without an entry has no owner. */
public record OwnerMap(Map<ActionTarget, Owner> byTarget) {

    public static final OwnerMap NONE = new OwnerMap(Map.of());

    public OwnerMap {
        byTarget = Map.copyOf(byTarget);
    }

    public Optional<Owner> ownerOf(ActionTarget target) {
        return Optional.ofNullable(byTarget.get(target));
    }

    /** Returns the servers whose owners differ between this and the other object. */
    public Set<ServerKey> serversWithOtherOwner(OwnerMap other) {
        return ServerKey.findChanged(byTarget, other.byTarget);
    }
}
