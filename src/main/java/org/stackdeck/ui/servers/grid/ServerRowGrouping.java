package org.stackdeck.ui.servers.grid;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.inventory.search.UserServerOwners;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.servers.search.ServerGrouping;
import org.stackdeck.ui.servers.search.ServerListGroup;
import org.stackdeck.ui.servers.search.ServerListGrouper;
import org.stackdeck.ui.servers.search.SortedServers;

/**
 * Grouping of the rows of one grid, and the groups that the user has collapsed. Not thread-safe.
 */
@ViewLogic
final class ServerRowGrouping {

    private final RecentServerOperations recentOperations;
    private ServerGrouping grouping = ServerGrouping.NONE;
    private Function<List<Server>, ServerSelection.Extent> selected = _ -> ServerSelection.Extent.NONE;
    private CollapsedGroups collapsedGroups = new CollapsedGroups();
    /** Null until the rows are needed, so that several changes before a response cause only one grouping. */
    private @Nullable DisplayedRows rows;

    ServerRowGrouping(RecentServerOperations recentOperations) {
        this.recentOperations = recentOperations;
    }

    void set(ServerGrouping newGrouping) {
        grouping = newGrouping;
        invalidate();
    }

    /** Returns whether the rows are grouped. */
    boolean isActive() {
        return grouping != ServerGrouping.NONE;
    }

    /** Shows the selection in the headers of groups. Ignores servers that are not selectable. */
    void setSelection(ServerSelection selection, Predicate<ServerKey> selectable) {
        selected = servers -> selection.isEmpty()
                ? ServerSelection.Extent.NONE
                : selection.extent(
                        servers.stream().map(Server::key).filter(selectable).toList());
        invalidate();
    }

    CollapsedGroups collapsedGroups() {
        return collapsedGroups;
    }

    /** Shares the collapsed groups with an earlier grid. A change in one grid also applies to the other. */
    void setCollapsedGroups(CollapsedGroups earlier) {
        collapsedGroups = earlier;
        invalidate();
    }

    /** Collapses or expands the group with this key. Returns whether the group is now collapsed. */
    boolean toggle(String group) {
        collapsedGroups.toggle(grouping, group);
        invalidate();
        return collapsedGroups.contains(grouping, group);
    }

    void setAllCollapsed(boolean collapsed) {
        collapsedGroups.setAll(grouping, collapsed);
        invalidate();
    }

    /** Must be called after the servers, their owners or their operations have changed. */
    void invalidate() {
        rows = null;
    }

    DisplayedRows rows(SortedServers servers, UserServerOwners owners) {
        DisplayedRows known = rows;
        if (known == null) {
            known = new DisplayedRows(
                    grouping, groups(servers, owners), group -> collapsedGroups.contains(grouping, group), selected);
            rows = known;
        }
        return known;
    }

    private List<ServerListGroup> groups(SortedServers servers, UserServerOwners owners) {
        return grouping == ServerGrouping.STATUS
                        && !recentOperations.pendingServers().isEmpty()
                ? ServerListGrouper.of(
                        servers.servers(),
                        grouping,
                        owners,
                        server -> recentOperations.isPending(server.key())
                                ? ServerStateGroup.MOVING
                                : ServerStateGroup.of(server))
                : servers.groups(grouping, owners);
    }
}
