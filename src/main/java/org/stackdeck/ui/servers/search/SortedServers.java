package org.stackdeck.ui.servers.search;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.inventory.search.UserServerOwners;
import org.stackdeck.ui.ViewLogic;

/** Immutable list of sorted servers, with the number of matching servers in each state. */
@ViewLogic
public final class SortedServers {

    private final List<Server> servers;
    private final Map<ServerStateGroup, Integer> counts;
    private final Map<ServerGrouping, CachedGroups> groups;

    /** Groups that pages share. The garbage collector removes groups that no page shows. */
    private record CachedGroups(UserServerOwners owners, WeakReference<List<ServerListGroup>> groups) {

        private static CachedGroups of(UserServerOwners owners, List<ServerListGroup> groups) {
            return new CachedGroups(owners, new WeakReference<>(groups));
        }

        /** @param current the owners on which the groups depend */
        private @Nullable List<ServerListGroup> find(UserServerOwners current) {
            return owners.equals(current) ? groups.get() : null;
        }
    }

    private SortedServers(List<Server> rows, Map<ServerStateGroup, Integer> counts) {
        this(rows, counts, new ConcurrentHashMap<>());
    }

    private SortedServers(
            List<Server> rows, Map<ServerStateGroup, Integer> counts, Map<ServerGrouping, CachedGroups> groups) {
        this.servers = rows;
        this.counts = counts;
        this.groups = groups;
    }

    /** Filters and sorts the servers by the criteria. */
    public static SortedServers of(Collection<Server> servers, ServerListCriteria serverListCriteria) {
        Map<ServerStateGroup, Integer> counts = new EnumMap<>(ServerStateGroup.class);
        List<Server> shown = new Subset(servers, serverListCriteria, ServerStateGroup::of).select(counts, 1);
        return new SortedServers(
                serverListCriteria
                        .order()
                        .sort(shown, serverListCriteria.owners().owners()),
                counts);
    }

    /** Returns the servers that match the criteria. The criteria must have the sort order of this list. */
    SortedServers filtered(ServerListCriteria serverListCriteria) {
        Map<ServerStateGroup, Integer> counted = new EnumMap<>(ServerStateGroup.class);
        List<Server> shown = new Subset(servers, serverListCriteria, ServerStateGroup::of).select(counted, 1);
        return new SortedServers(Collections.unmodifiableList(Arrays.asList(shown.toArray(Server[]::new))), counted);
    }

    /** Servers, the criteria that select them, and the state by which each server is filtered and counted. */
    public record Subset(
            Collection<Server> servers, ServerListCriteria criteria, Function<Server, ServerStateGroup> group) {

        /** Returns the servers to display, and adds {@code by} to the count of the state of each matching server. */
        private List<Server> select(Map<ServerStateGroup, Integer> counts, int by) {
            List<Server> shown = new ArrayList<>(servers.size());
            for (Server server : servers) {
                ServerStateGroup state = group.apply(server);
                if (criteria.matches(server, state)) {
                    counts.merge(state, by, Integer::sum);
                    if (criteria.includesState(state)) {
                        shown.add(server);
                    }
                }
            }
            return shown;
        }
    }

    /**
     * Returns a copy without the servers in {@code removed} and with those in {@code added}. The remaining servers keep
     * their order.
     */
    public SortedServers withChanges(Subset removed, Subset added) {
        Map<ServerStateGroup, Integer> counted = new EnumMap<>(ServerStateGroup.class);
        counted.putAll(counts);
        List<Server> removedServers = removed.select(counted, -1);
        List<Server> addedServers = added.select(counted, 1);
        boolean unchanged =
                removedServers.equals(addedServers) && removed.criteria().equals(added.criteria());
        return unchanged
                ? new SortedServers(servers, counted, groups)
                : new SortedServers(
                        splice(
                                positions(removedServers, removed.criteria().comparator()),
                                addedServers,
                                added.criteria().comparator()),
                        counted);
    }

    /** Returns the servers in groups. A grouping by state uses the states that the cloud reports. */
    public List<ServerListGroup> groups(ServerGrouping grouping, UserServerOwners owners) {
        UserServerOwners relevant =
                grouping == ServerGrouping.OWNER ? owners.withoutUser() : UserServerOwners.NO_OWNERS;
        List<List<ServerListGroup>> result = new ArrayList<>(1);
        groups.compute(grouping, (_, known) -> {
            List<ServerListGroup> present = known == null ? null : known.find(relevant);
            result.add(
                    present == null
                            ? ServerListGrouper.of(servers, grouping, relevant, ServerStateGroup::of)
                            : present);
            return present == null ? CachedGroups.of(relevant, result.getFirst()) : known;
        });
        return result.getFirst();
    }

    public List<Server> servers() {
        return servers;
    }

    public int count(ServerStateGroup group) {
        return counts.getOrDefault(group, 0);
    }

    private int[] positions(List<Server> shown, Comparator<Server> order) {
        return shown.stream()
                .mapToInt(server -> Collections.binarySearch(servers, server, order))
                .sorted()
                .toArray();
    }

    private List<Server> splice(int[] places, List<Server> addedServers, Comparator<Server> order) {
        addedServers.sort(order);
        Server[] spliced = new Server[servers.size() - places.length + addedServers.size()];
        Server[] kept = without(places);
        int from = 0;
        int to = 0;
        for (Server server : addedServers) {
            int place = -Arrays.binarySearch(kept, from, kept.length, server, order) - 1;
            System.arraycopy(kept, from, spliced, to, place - from);
            to += place - from;
            from = place;
            spliced[to++] = server;
        }
        System.arraycopy(kept, from, spliced, to, kept.length - from);
        return Collections.unmodifiableList(Arrays.asList(spliced));
    }

    private Server[] without(int[] places) {
        Server[] all = servers.toArray(Server[]::new);
        Server[] kept = new Server[all.length - places.length];
        int from = 0;
        int to = 0;
        for (int place : places) {
            System.arraycopy(all, from, kept, to, place - from);
            to += place - from;
            from = place + 1;
        }
        System.arraycopy(all, from, kept, to, all.length - from);
        return kept;
    }
}
