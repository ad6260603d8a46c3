package org.stackdeck.platform.node;

import java.util.UUID;

/** Identifies this process among the nodes on one database. A restarted process has a new ID. */
public record NodeId(UUID value) {

    static NodeId create() {
        return new NodeId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
