package org.stackdeck.ui.servers.grid;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.inventory.search.UserServerOwners;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.DeletionProtectionMap;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.servers.search.MatchingServerCounts;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.search.ServerListCriteria;
import org.stackdeck.ui.servers.search.SortedServers;
import org.stackdeck.ui.servers.search.SortedServersCache;
import org.stackdeck.ui.servers.state.DisplayedServerState;

/**
 * Model of one grid: the visible servers, filtered and sorted, joined with their latest operations and with pending
 * servers. All pages with the same servers and criteria share the sorted servers. Rows are created only for the visible
 * part. Not thread-safe.
 */
@ViewLogic
public final class ServerGridModel {

    private final UserId viewer;
    private final Function<Server, Map<ServerAction, ActionAvailability>> availability;
    private final RecentServerOperations recentOperations;
    private final PendingServers pendingServers;
    private final SortedServersCache sortedServersCache;
    private final ServerRowGrouping grouping;
    private final MatchingServerCounts counts = new MatchingServerCounts();

    private ServerGridQuery query = ServerGridQuery.ALL;
    private UserServerOwners owners;
    private DeletionProtectionMap deletionProtectionMap = DeletionProtectionMap.NONE;
    private boolean initialized;
    private SortedServersCache.CachedServers shared = SortedServersCache.CachedServers.EMPTY;
    /** The shared list, with pending servers added. Servers with a pending operation count as in transition. */
    private SortedServers servers = shared.view();
    /** Owners of all displayed servers, including pending servers. */
    private UserServerOwners ownersWithPending;

    private ServerListCriteria serverListCriteria = shared.criteria();
    private List<Server> moving = List.of();
    private List<Server> placeholders = List.of();

    /**
     * @param viewer the user who views the grid
     * @param shownUser the user whose servers are shown
     */
    public ServerGridModel(
            UserId viewer,
            UserId shownUser,
            Function<Server, Map<ServerAction, ActionAvailability>> availability,
            RecentServerOperations recentServerOperations,
            PendingServers pendingServers,
            SortedServersCache sortedServersCache) {
        this.viewer = viewer;
        this.owners = new UserServerOwners(shownUser, OwnerMap.NONE);
        this.availability = availability;
        this.ownersWithPending = owners;
        this.recentOperations = recentServerOperations;
        this.grouping = new ServerRowGrouping(recentServerOperations);
        this.pendingServers = pendingServers;
        this.sortedServersCache = sortedServersCache;
    }

    public void setQuery(ServerGridQuery newQuery) {
        query = newQuery;
        rebuild(sortedServersCache.get(servers(), ServerListCriteria.of(query, owners)));
    }

    /**
     * Applies an inventory update and returns the rows that must be repainted. The update may contain servers that are
     * already present.
     */
    public ChangedServerRows applyUpdate(VisibleServersUpdate update) {
        Set<ServerKey> cloudChanges = Stream.concat(update.delta().added().stream(), update.delta().changed().stream())
                .filter(server -> !server.equals(servers().get(server.key())))
                .map(Server::key)
                .collect(Collectors.toSet());
        Set<ServerKey> changed = new HashSet<>(cloudChanges);
        changed.addAll(update.delta().removed());
        changed.addAll(pendingServers.reconcile(
                update.servers(),
                Stream.concat(update.delta().added().stream(), update.delta().changed().stream())
                        .toList()));
        counts.addChanged(changed);
        rebuild(sortedServersCache.getUpdated(shared, update.servers(), shared.criteria(), changed));
        Set<ServerKey> expired = recentOperations.removeExpired();
        changed.addAll(expired);
        // The servers of the first update are not highlighted.
        Set<ServerKey> highlighted = initialized ? cloudChanges : Set.of();
        initialized = true;
        return changed.isEmpty() ? ChangedServerRows.NONE : new ChangedServerRows(changed, highlighted);
    }

    /** Sets the owners and returns the rows that must be repainted. */
    public ChangedServerRows setOwners(OwnerMap ownerMap) {
        Set<ServerKey> changed = owners.owners().serversWithOtherOwner(ownerMap);
        changed.retainAll(servers().keySet());
        owners = new UserServerOwners(owners.user(), ownerMap);
        counts.addChanged(changed);
        rebuild(sortedServersCache.getUpdated(shared, servers(), ServerListCriteria.of(query, owners), changed));
        return changed.isEmpty() ? ChangedServerRows.NONE : new ChangedServerRows(changed, Set.of());
    }

    /** Sets the protections and returns the rows that must be repainted. */
    public ChangedServerRows setProtections(DeletionProtectionMap newest) {
        Set<ServerKey> changed = deletionProtectionMap.changedServers(newest);
        changed.retainAll(servers().keySet());
        deletionProtectionMap = newest;
        return changed.isEmpty() ? ChangedServerRows.NONE : new ChangedServerRows(changed, Set.of());
    }

    /**
     * Applies an operation update and returns the rows that must be repainted. Servers that the user cannot see have no
     * rows.
     */
    public ChangedServerRows applyOperation(Operation operation) {
        Set<ServerKey> changed = new HashSet<>();
        if (recentOperations.apply(operation) && contains(operation.server())) {
            changed.add(operation.server());
        }
        if (pendingServers.apply(operation, servers())) {
            changed.add(operation.placeholderKey());
        }
        if (changed.isEmpty()) {
            return ChangedServerRows.NONE;
        }
        rebuild(shared);
        return new ChangedServerRows(changed, Set.of());
    }

    /** Updates the view after a change of the pending servers that the user may see. */
    public void refreshPending() {
        rebuild(shared);
    }

    ServerRowGrouping grouping() {
        return grouping;
    }

    /** Returns the number of displayed servers, including those in collapsed groups. */
    public int size() {
        return servers.servers().size();
    }

    /**
     * Returns an immutable list of all displayed servers in the sort order. Contains servers in collapsed groups, and
     * each server once.
     */
    public List<Server> displayedServers() {
        return servers.servers();
    }

    DisplayedRows displayedRows() {
        return grouping.rows(servers, ownersWithPending);
    }

    /** Returns a part of the rows, including the headers of groups. */
    public Stream<ServerGridRow> rows(int offset, int limit) {
        DisplayedRows all = displayedRows();
        return IntStream.range(offset, (int) Math.min((long) offset + limit, all.size()))
                .mapToObj(index -> row(all, index));
    }

    ServerGridRow row(DisplayedRows all, int index) {
        Server server = all.server(index);
        return server == null ? all.header(index) : row(server, all.id(index).group());
    }

    public Optional<ServerRow> row(ServerKey key) {
        return Optional.ofNullable(shared.servers().get(key))
                .or(() -> pendingServers.findPlaceholder(key))
                .map(server -> row(server, ""));
    }

    /** Returns the number of displayed servers without pending servers. */
    public int selectableCount() {
        return size()
                - (int) pendingServers.placeholders().stream()
                        .filter(this::isDisplayed)
                        .count();
    }

    /** Returns the number of servers in this state that match the search and the scope. Ignores the state filter. */
    public int count(ServerStateGroup group) {
        return servers.count(group);
    }

    /** Returns the number of servers that would be displayed for each query. */
    public Map<ServerGridQuery, Long> counts(Collection<ServerGridQuery> queries) {
        var inTransition = new MatchingServerCounts.InTransition(moving, placeholders, ownersWithPending);
        return counts.count(queries, servers(), owners, inTransition);
    }

    /**
     * Returns the servers that match the search text and the scope, without pending servers. Ignores the state filter.
     */
    public List<Server> matchingServers(String search) {
        ServerListCriteria criteria = ServerListCriteria.of(query.withSearch(search), owners);
        return servers().values().stream()
                .filter(server -> criteria.matches(server, ServerStateGroup.of(server)))
                .toList();
    }

    /** Returns the number of servers that the user may see, without pending servers. */
    public int visibleCount() {
        return servers().size();
    }

    /** Returns whether the user may see servers in more than one cloud. */
    public boolean hasSeveralClouds() {
        return servers().keySet().stream().map(ServerKey::cloud).distinct().count() > 1;
    }

    /** Returns the number of pending servers that the user may see. */
    public int pendingCount() {
        return placeholders.size();
    }

    public UserServerOwners owners() {
        return owners;
    }

    public Map<ServerKey, Server> servers() {
        return shared.servers();
    }

    public boolean contains(ServerKey server) {
        return servers().containsKey(server);
    }

    private boolean isDisplayed(Server placeholder) {
        return serverListCriteria.matches(placeholder, ServerStateGroup.MOVING)
                && serverListCriteria.includesState(ServerStateGroup.MOVING);
    }

    private ServerRow row(Server server, String group) {
        Operation createOperation = pendingServers.findOperation(server.key()).orElse(null);
        if (createOperation != null) {
            return ServerRow.placeholder(group, server, createOperation, viewer, ownersWithPending);
        }
        return new ServerRow(
                group,
                server,
                DisplayedServerState.of(server, recentOperations.find(server.key()), viewer),
                owners.findOwner(server).orElse(null),
                owners.isOwn(server),
                deletionProtectionMap.find(server.key()).orElse(null),
                availability.apply(server),
                null);
    }

    /**
     * Rebuilds the view. Servers with a pending operation and pending servers count as in transition, regardless of the
     * state that the cloud reports.
     */
    private void rebuild(SortedServersCache.CachedServers next) {
        shared = next;
        grouping.invalidate();
        moving = recentOperations.pendingServers().stream()
                .map(servers()::get)
                .filter(Objects::nonNull)
                .toList();
        placeholders = pendingServers.placeholders();
        ownersWithPending = placeholders.isEmpty() ? owners : owners.with(pendingServers.owners());
        serverListCriteria = placeholders.isEmpty() ? next.criteria() : ServerListCriteria.of(query, ownersWithPending);
        servers = moving.isEmpty() && placeholders.isEmpty()
                ? next.view()
                : next.view()
                        .withChanges(
                                new SortedServers.Subset(moving, next.criteria(), ServerStateGroup::of),
                                new SortedServers.Subset(
                                        Stream.concat(moving.stream(), placeholders.stream())
                                                .toList(),
                                        serverListCriteria,
                                        _ -> ServerStateGroup.MOVING));
    }
}
