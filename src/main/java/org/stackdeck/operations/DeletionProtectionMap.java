package org.stackdeck.operations;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ServerKey;

/** The protected servers and other resources at one point in time. */
public record DeletionProtectionMap(Map<ActionTarget, DeletionProtection> byTarget) {

    public static final DeletionProtectionMap NONE = new DeletionProtectionMap(Map.of());

    public DeletionProtectionMap {
        byTarget = Map.copyOf(byTarget);
    }

    public Optional<DeletionProtection> find(ActionTarget target) {
        return Optional.ofNullable(byTarget.get(target));
    }

    /** Returns the servers whose protection differs between this and the other object. */
    public Set<ServerKey> changedServers(DeletionProtectionMap other) {
        return ServerKey.findChanged(byTarget, other.byTarget);
    }
}
