package org.stackdeck.ui.servers.search;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.inventory.search.UserServerOwners;
import org.stackdeck.ui.ViewLogic;

/**
 * Numbers of servers that match several queries. Counts all servers only for a new query, and later only the servers
 * that have changed. Not thread-safe.
 */
@ViewLogic
public final class MatchingServerCounts {

    /** Maximum number of changes that are applied to known numbers. With more, all servers are counted again. */
    private static final int MAX_CHANGES = 500;

    private Set<ServerKey> changed = new HashSet<>();
    private Map<ServerGridQuery, Count> counts = Map.of();
    private Map<ServerKey, Server> counted = Map.of();

    private record Count(ServerListCriteria criteria, long serverCount) {}

    /**
     * Servers that count as in transition.
     *
     * @param moving existing servers
     * @param placeholders servers whose creation is pending
     * @param owners owners of both
     */
    public record InTransition(Collection<Server> moving, Collection<Server> placeholders, UserServerOwners owners) {}

    /** Adds servers that were added, changed or removed, or whose owner changed, after the last count. */
    public void addChanged(Collection<ServerKey> servers) {
        if (changed.size() + servers.size() > MAX_CHANGES) {
            counts = Map.of();
        } else if (!counts.isEmpty()) {
            changed.addAll(servers);
        }
    }

    /** Returns the number of matching servers of each query. Ignores the sort order of the queries. */
    public Map<ServerGridQuery, Long> count(
            Collection<ServerGridQuery> queries,
            Map<ServerKey, Server> servers,
            UserServerOwners owners,
            InTransition inTransition) {
        Map<ServerGridQuery, Count> updated = new HashMap<>();
        Map<ServerGridQuery, Long> result = new HashMap<>();
        for (ServerGridQuery query : queries) {
            ServerGridQuery unsorted = query.withOrder(ServerSort.BY_NAME);
            Count count = updated.computeIfAbsent(unsorted, key -> update(key, servers, owners));
            ServerListCriteria criteria = ServerListCriteria.of(unsorted, inTransition.owners());
            result.put(
                    query,
                    count.serverCount()
                            - matching(inTransition.moving().stream(), count.criteria(), ServerStateGroup::of)
                            + matching(
                                    Stream.concat(inTransition.moving().stream(), inTransition.placeholders().stream()),
                                    criteria,
                                    _ -> ServerStateGroup.MOVING));
        }
        counts = updated;
        counted = servers;
        changed = new HashSet<>();
        return result;
    }

    private Count update(ServerGridQuery query, Map<ServerKey, Server> servers, UserServerOwners owners) {
        Count before = counts.get(query);
        ServerListCriteria criteria = ServerListCriteria.of(query, owners);
        return new Count(
                criteria,
                before == null
                        ? matching(servers.values().stream(), criteria, ServerStateGroup::of)
                        : before.serverCount()
                                - matching(changedIn(counted), before.criteria(), ServerStateGroup::of)
                                + matching(changedIn(servers), criteria, ServerStateGroup::of));
    }

    private Stream<Server> changedIn(Map<ServerKey, Server> servers) {
        return changed.stream().map(servers::get).filter(Objects::nonNull);
    }

    private static long matching(
            Stream<Server> servers, ServerListCriteria criteria, Function<Server, ServerStateGroup> group) {
        return servers.filter(server ->
                        criteria.matches(server, group.apply(server)) && criteria.includesState(group.apply(server)))
                .count();
    }
}
