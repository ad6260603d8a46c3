package org.stackdeck.ui.servers.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.servers.search.ServerGrouping;
import org.stackdeck.ui.servers.search.ServerListGroup;

/**
 * Immutable list of the rows of a grid: the servers and, with a grouping, the header of each group before its servers.
 */
@ViewLogic
final class DisplayedRows {

    static final DisplayedRows NONE = new DisplayedRows(
            ServerGrouping.NONE, List.of(ServerListGroup.all(List.of())), _ -> false, _ -> ServerSelection.Extent.NONE);

    private final ServerGrouping grouping;
    private final List<ServerListGroup> groups;
    private final int headers;
    private final boolean[] collapsed;
    private final Function<List<Server>, ServerSelection.Extent> selected;
    /** Index of the first row of each group, followed by the number of rows. */
    private final int[] starts;

    /**
     * @param isCollapsed returns whether the servers of the group with this key are hidden
     * @param selected returns whether none, some or all of the servers are selected at the time of the call
     */
    DisplayedRows(
            ServerGrouping grouping,
            List<ServerListGroup> groups,
            Predicate<String> isCollapsed,
            Function<List<Server>, ServerSelection.Extent> selected) {
        this.grouping = grouping;
        this.groups = groups;
        this.selected = selected;
        headers = grouping == ServerGrouping.NONE ? 0 : 1;
        collapsed = new boolean[groups.size()];
        starts = new int[groups.size() + 1];
        for (int i = 0; i < groups.size(); i++) {
            ServerListGroup group = groups.get(i);
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

    /** Returns the servers in the rows from {@code first} (inclusive) to {@code end} (exclusive). */
    Stream<Server> servers(int first, int end) {
        return IntStream.range(first, Math.min(end, size()))
                .mapToObj(this::server)
                .filter(Objects::nonNull);
    }

    /** Returns the header of the group to which a row belongs. */
    GroupHeaderRow header(int row) {
        return groupRow(group(row));
    }

    private GroupHeaderRow groupRow(int index) {
        ServerListGroup group = groups.get(index);
        return new GroupHeaderRow(
                grouping,
                group.key(),
                group.name(),
                group.cloud(),
                group.servers().size(),
                collapsed[index],
                selected.apply(group.servers()));
    }

    /** A group with its header, the index of the header, and the index after its last row. */
    record Section(GroupHeaderRow header, int start, int end) {}

    /**
     * Returns the groups with servers in the rows from {@code first} (inclusive) to {@code end} (exclusive); empty
     * without grouping.
     */
    List<Section> sections(int first, int end) {
        List<Section> sections = new ArrayList<>();
        if (headers > 0 && first < size()) {
            for (int i = group(first); i < groups.size() && starts[i] < end; i++) {
                if (starts[i + 1] - starts[i] > headers) {
                    sections.add(new Section(groupRow(i), starts[i], starts[i + 1]));
                }
            }
        }
        return sections;
    }

    /** Returns the header of the group with this key; empty if there is no such group, or without grouping. */
    Optional<GroupHeaderRow> findHeader(String key) {
        return headers == 0
                ? Optional.empty()
                : find(key).mapToObj(this::groupRow).findFirst();
    }

    /** Returns the servers of the group with this key, even if the group is collapsed. */
    List<Server> servers(String key) {
        return find(key)
                .mapToObj(groups::get)
                .map(ServerListGroup::servers)
                .findFirst()
                .orElse(List.of());
    }

    private IntStream find(String key) {
        return IntStream.range(0, groups.size()).filter(i -> groups.get(i).key().equals(key));
    }

    /**
     * Returns all servers in the order of their groups, including those of collapsed groups. Contains each server once.
     */
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
        // With a grouping, each group has at least one row, so the start indexes are unique.
        return found < 0 ? -found - 2 : found;
    }
}
