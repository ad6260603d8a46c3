package org.stackdeck.ui.servers.grid;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.ui.ViewLogic;

/** The selected servers of a grid, in the order of selection. */
@ViewLogic
public final class ServerSelection {

    /** Maximum number of selected servers. Further ones are not selected. The limit of a bulk action is lower. */
    static final int MAX_SERVERS = 1_000;

    private final Set<ServerKey> selected = new LinkedHashSet<>();

    boolean contains(ServerKey server) {
        return selected.contains(server);
    }

    public boolean isEmpty() {
        return selected.isEmpty();
    }

    public List<ServerKey> toList() {
        return List.copyOf(selected);
    }

    void toggle(ServerKey server) {
        if (!selected.remove(server)) {
            add(Set.of(server));
        }
    }

    public void add(Collection<ServerKey> servers) {
        servers.stream()
                .filter(server -> !selected.contains(server))
                .limit(MAX_SERVERS - selected.size())
                .forEach(selected::add);
    }

    public void clear() {
        selected.clear();
    }

    /** Deselects servers that are no longer visible. Returns whether any server was deselected. */
    public boolean retainVisible(Set<ServerKey> visible) {
        return !selected.isEmpty() && selected.retainAll(visible);
    }
}
