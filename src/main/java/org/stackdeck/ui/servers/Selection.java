package org.stackdeck.ui.servers;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.ui.ViewModel;

/** The selected servers of a grid, in the order of selection. */
@ViewModel
final class Selection {

    private final Set<ServerKey> picked = new LinkedHashSet<>();

    boolean has(ServerKey server) {
        return picked.contains(server);
    }

    boolean isEmpty() {
        return picked.isEmpty();
    }

    List<ServerKey> all() {
        return List.copyOf(picked);
    }

    void toggle(ServerKey server) {
        if (!picked.remove(server)) {
            picked.add(server);
        }
    }

    void add(Collection<ServerKey> servers) {
        picked.addAll(servers);
    }

    void clear() {
        picked.clear();
    }

    /** Deselects servers that are no longer visible. Returns whether there were any. */
    boolean keep(Set<ServerKey> visible) {
        return !picked.isEmpty() && picked.retainAll(visible);
    }
}
