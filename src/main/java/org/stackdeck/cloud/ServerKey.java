package org.stackdeck.cloud;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Identifies a server across all clouds. Server IDs are unique only within one Nova. */
public record ServerKey(CloudName cloud, ServerId id) implements ActionTarget, Comparable<ServerKey> {

    private static final Comparator<ServerKey> ORDER =
            Comparator.comparing(ServerKey::cloud).thenComparing(ServerKey::id);

    /** Returns the servers whose values differ between the two maps, including those that only one map contains. */
    public static <V> Set<ServerKey> findChanged(Map<ActionTarget, V> before, Map<ActionTarget, V> after) {
        Set<ServerKey> changed = new HashSet<>();
        Stream.concat(before.keySet().stream(), after.keySet().stream()).forEach(target -> {
            if (target instanceof ServerKey server && !Objects.equals(before.get(target), after.get(target))) {
                changed.add(server);
            }
        });
        return changed;
    }

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
