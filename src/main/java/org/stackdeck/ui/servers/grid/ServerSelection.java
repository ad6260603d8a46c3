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

    /** Maximum number of selected servers. Further servers are not selected. The limit of a bulk action is lower. */
    static final int MAX_SERVERS = 1_000;

    private final Set<ServerKey> selected = new LinkedHashSet<>();

    /** Whether none, some or all servers of a list are selected. */
    public enum Extent {
        NONE,
        SOME,
        ALL
    }

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

    /**
     * Selects these servers until {@code max} servers are selected in total. If no more servers can be selected,
     * deselects all these servers.
     */
    void toggleAll(List<ServerKey> servers, int max) {
        List<ServerKey> added = servers.stream()
                .filter(server -> !selected.contains(server))
                .limit(Math.max(0, max - selected.size()))
                .toList();
        if (added.isEmpty()) {
            servers.forEach(selected::remove);
        } else {
            selected.addAll(added);
        }
    }

    int count(List<ServerKey> servers) {
        return (int) servers.stream().filter(selected::contains).count();
    }

    Extent extent(List<ServerKey> servers) {
        int count = count(servers);
        return count == 0 ? Extent.NONE : count < servers.size() ? Extent.SOME : Extent.ALL;
    }

    public void clear() {
        selected.clear();
    }

    /** Deselects servers that are no longer visible. */
    public void retainVisible(Set<ServerKey> visible) {
        selected.retainAll(visible);
    }
}
