package org.stackdeck.cloud;

import java.util.Comparator;

/** Identifies a server across all clouds. Server IDs are unique only within one Nova. */
public record ServerKey(CloudName cloud, ServerId id) implements ActionTarget, Comparable<ServerKey> {

    private static final Comparator<ServerKey> ORDER =
            Comparator.comparing(ServerKey::cloud).thenComparing(ServerKey::id);

    @Override
    public int compareTo(ServerKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String idText() {
        return id.value();
    }

    @Override
    public String objectType() {
        return "server";
    }
}
