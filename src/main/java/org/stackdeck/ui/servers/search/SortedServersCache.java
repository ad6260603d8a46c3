package org.stackdeck.ui.servers.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.inventory.search.UserServerOwners;

/**
 * Cache of sorted servers for all open pages. Pages with the same servers and criteria share one view. After small
 * changes, a view is derived from its predecessor. The garbage collector removes a view that no page shows.
 */
@Component
public class SortedServersCache {

    /**
     * Maximum number of changes that are applied to an existing view. With more changes, the servers are sorted again.
     */
    private static final int MAX_PATCHED_CHANGES = 500;

    /**
     * Keyed by identity, because viewers with the same permissions share one map. A view does not reference its map, so
     * both can be garbage-collected.
     */
    private final Cache<Map<ServerKey, Server>, Map<ServerListCriteria, WeakReference<SortedServers>>> cache =
            Caffeine.newBuilder()
                    .executor(Thread::startVirtualThread)
                    .weakKeys()
                    .build();

    /** A view with its servers and criteria. */
    public record CachedServers(Map<ServerKey, Server> servers, ServerListCriteria criteria, SortedServers view) {

        public static final CachedServers EMPTY =
                of(Map.of(), ServerListCriteria.of(ServerGridQuery.ALL, UserServerOwners.NO_OWNERS));

        private static CachedServers of(Map<ServerKey, Server> servers, ServerListCriteria serverListCriteria) {
            return new CachedServers(
                    servers, serverListCriteria, SortedServers.of(servers.values(), serverListCriteria));
        }
    }

    public CachedServers get(Map<ServerKey, Server> servers, ServerListCriteria serverListCriteria) {
        return shared(servers, serverListCriteria, () -> sort(servers, serverListCriteria));
    }

    /**
     * Returns the sorted matching servers. Filters a cached view of all servers if there is one, so that a search does
     * not sort the servers at each keystroke.
     */
    private SortedServers sort(Map<ServerKey, Server> servers, ServerListCriteria serverListCriteria) {
        SortedServers all = find(servers, serverListCriteria.unfiltered());
        return all == null ? SortedServers.of(servers.values(), serverListCriteria) : all.filtered(serverListCriteria);
    }

    /**
     * Returns the successor of a view.
     *
     * @param changed keys of servers that were added, changed or removed, or whose owner changed
     */
    public CachedServers getUpdated(
            CachedServers before,
            Map<ServerKey, Server> servers,
            ServerListCriteria serverListCriteria,
            Collection<ServerKey> changed) {
        return changed.size() > MAX_PATCHED_CHANGES
                ? get(servers, serverListCriteria)
                : shared(
                        servers,
                        serverListCriteria,
                        () -> before.view()
                                .withChanges(
                                        new SortedServers.Subset(
                                                select(before.servers(), changed),
                                                before.criteria(),
                                                ServerStateGroup::of),
                                        new SortedServers.Subset(
                                                select(servers, changed), serverListCriteria, ServerStateGroup::of)));
    }

    private CachedServers shared(
            Map<ServerKey, Server> servers, ServerListCriteria serverListCriteria, Supplier<SortedServers> factory) {
        SortedServers known = find(servers, serverListCriteria);
        return new CachedServers(
                servers,
                serverListCriteria,
                known == null ? getOrCreate(views(servers), serverListCriteria, factory) : known);
    }

    private @Nullable SortedServers find(Map<ServerKey, Server> servers, ServerListCriteria serverListCriteria) {
        WeakReference<SortedServers> known = views(servers).get(serverListCriteria);
        return known == null ? null : known.get();
    }

    private Map<ServerListCriteria, WeakReference<SortedServers>> views(Map<ServerKey, Server> servers) {
        return cache.get(servers, _ -> new ConcurrentHashMap<>());
    }

    private static SortedServers getOrCreate(
            Map<ServerListCriteria, WeakReference<SortedServers>> views,
            ServerListCriteria serverListCriteria,
            Supplier<SortedServers> factory) {
        List<SortedServers> result = new ArrayList<>(1);
        views.compute(serverListCriteria, (_, known) -> {
            SortedServers sortedServers = known == null ? null : known.get();
            result.add(sortedServers == null ? factory.get() : sortedServers);
            return sortedServers == null ? new WeakReference<>(result.getFirst()) : known;
        });
        views.values().removeIf(sortedServers -> sortedServers.get() == null);
        return result.getFirst();
    }

    private static List<Server> select(Map<ServerKey, Server> servers, Collection<ServerKey> keys) {
        return keys.stream().map(servers::get).filter(Objects::nonNull).toList();
    }
}
