package org.stackdeck.ui.servers.grid;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.servers.search.ServerGroup;
import org.stackdeck.ui.servers.search.ServerGrouping;

/** Immutable list of the rows of a grid: the servers, and with a grouping the header of each group before its servers. */
@ViewLogic
final class DisplayedRows {

    static final DisplayedRows NONE =
            new DisplayedRows(ServerGrouping.NONE, List.of(ServerGroup.all(List.of())), _ -> false);

    private final ServerGrouping grouping;
    private final List<ServerGroup> groups;
    private final int headers;
    private final boolean[] collapsed;
    /** Index of the first row of each group, followed by the number of rows. */
    private final int[] starts;

    /** @param isCollapsed returns whether the servers of the group with this key are hidden */
    DisplayedRows(ServerGrouping grouping, List<ServerGroup> groups, Predicate<String> isCollapsed) {
        this.grouping = grouping;
        this.groups = groups;
        headers = grouping == ServerGrouping.NONE ? 0 : 1;
        collapsed = new boolean[groups.size()];
        starts = new int[groups.size() + 1];
        for (int i = 0; i < groups.size(); i++) {
            ServerGroup group = groups.get(i);
            collapsed[i] = headers > 0 && isCollapsed.test(group.key());
            starts[i + 1] =
                    starts[i] + headers + (collapsed[i] ? 0 : group.servers().size());
        }
    }

    int size() {
        return starts[groups.size()];
    }

    /** Returns the server of a row; null for the header of a group. */
    @Nullable
    Server server(int row) {
        int group = group(row);
        int index = row - starts[group] - headers;
        return index < 0 ? null : groups.get(group).servers().get(index);
    }

    /** Returns the header of the group to which a row belongs. */
    ServerGroupRow header(int row) {
        int index = group(row);
        ServerGroup group = groups.get(index);
        return new ServerGroupRow(
                grouping,
                group.key(),
                group.name(),
                group.cloud(),
                group.servers().size(),
                collapsed[index]);
    }

    /** Returns all servers in the order of their groups, including those of collapsed groups, each one once. */
    List<ServerKey> servers() {
        return groups.stream()
                .flatMap(group -> group.servers().stream())
                .map(Server::key)
                .distinct()
                .toList();
    }

    ServerGridRow.Id id(int row) {
        Server server = server(row);
        return new ServerGridRow.Id(groups.get(group(row)).key(), server == null ? null : server.key());
    }

    private int group(int row) {
        Objects.checkIndex(row, size());
        int found = Arrays.binarySearch(starts, row);
        // With a grouping, each group has a row, so no two groups start at the same one.
        return found < 0 ? -found - 2 : found;
    }
}
