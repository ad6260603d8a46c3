package org.stackdeck.ui.servers.grid;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.ViewLogic;

/** Rows of a grid that must be sent again. Not thread-safe. */
@ViewLogic
final class RowRefreshQueue {

    private final Set<ServerKey> servers = new HashSet<>();
    /** Keys of the groups whose headers changed. */
    private final Set<String> groups = new HashSet<>();

    private boolean allGroups;

    /** Adds all rows of a server, because a server can be in several groups. */
    void add(ServerKey server) {
        servers.add(server);
    }

    /** Adds the headers of all groups, after the selection has changed. */
    void addHeaders() {
        allGroups = true;
    }

    /**
     * Adds the rows from {@code first} (inclusive) to {@code end} (exclusive) that show one of the changed servers or a
     * changed header of a group.
     *
     * @return false if different rows are displayed than before, so that all rows must be sent
     */
    boolean addChanges(DisplayedRows before, DisplayedRows now, int first, int end, Set<ServerKey> changed) {
        int common = Math.min(end, Math.min(before.size(), now.size()));
        for (int i = first; i < common; i++) {
            if (!before.id(i).equals(now.id(i))) {
                return false;
            }
        }
        for (int i = first; i < common; i++) {
            Server server = now.server(i);
            if (server == null) {
                if (!now.header(i).equals(before.header(i))) {
                    groups.add(now.header(i).key());
                }
            } else if (changed.contains(server.key())) {
                servers.add(server.key());
            }
        }
        return true;
    }

    /**
     * Removes all changes, and returns the indexes of the changed rows from {@code first} (inclusive) to {@code end}
     * (exclusive).
     */
    List<Integer> drain(DisplayedRows rows, int first, int end) {
        List<Integer> changed = IntStream.range(first, Math.min(end, rows.size()))
                .filter(row -> isChanged(rows, row))
                .boxed()
                .toList();
        servers.clear();
        groups.clear();
        allGroups = false;
        return changed;
    }

    private boolean isChanged(DisplayedRows rows, int row) {
        Server server = rows.server(row);
        return server == null ? allGroups || groups.contains(rows.id(row).group()) : servers.contains(server.key());
    }
}
