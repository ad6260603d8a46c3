package org.stackdeck.operations;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ServerKey;

/** The protected servers and other resources at one point in time. */
public record DeletionProtections(Map<ActionTarget, DeletionProtection> byTarget) {

    public static final DeletionProtections NONE = new DeletionProtections(Map.of());

    public DeletionProtections {
        byTarget = Map.copyOf(byTarget);
    }

    public Optional<DeletionProtection> find(ActionTarget target) {
        return Optional.ofNullable(byTarget.get(target));
    }

    /** Returns the servers whose protection differs between this and the other object. */
    public Set<ServerKey> changedServers(DeletionProtections other) {
        return ServerKey.findChanged(byTarget, other.byTarget);
    }
}
