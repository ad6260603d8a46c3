package org.stackdeck.operations.lookup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationFilter;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationQueries;
import org.stackdeck.platform.Subscribers;
import org.stackdeck.platform.Subscription;

/**
 * In-memory cache of the servers that Stackdeck deleted and that their clouds retain. Checks a server at the end of its
 * deletion and then periodically, because clouds do not report a final deletion. The periodic check also finds
 * deletions that ended before a restart or on another instance. It is limited to the newest deletions of the last day,
 * because some clouds retain servers for weeks.
 */
@Component
public class SoftDeletedServerCache {

    private static final Logger LOG = LoggerFactory.getLogger(SoftDeletedServerCache.class);
    /** Maximum size in bytes of a cached server; far more than a server with all the metadata that Nova allows. */
    private static final long MAX_SERVER_SIZE = 1 << 20;

    private static final Duration MAX_DELETION_AGE = Duration.ofDays(1);
    private static final int MAX_DELETIONS = 100;
    private static final OperationFilter DELETIONS =
            new OperationFilter(false, EnumSet.of(Operation.State.SUCCEEDED), Set.of(ServerAction.DELETE), null);
    /** Placeholder, because the filter selects deletions of all users. */
    private static final UserId ANY_USER = new UserId(new UUID(0, 0));

    private final OperationQueries operationQueries;
    private final Clouds clouds;
    private final Inventory inventory;
    private final Clock clock;
    private final Map<ServerKey, CacheEntry> entries = new ConcurrentHashMap<>();
    private final Set<OperationId> checkedDeletions = ConcurrentHashMap.newKeySet();

    private final Subscribers<Consumer<ServerKey>> listeners = new Subscribers<>();

    public SoftDeletedServerCache(OperationQueries operationQueries, Clouds clouds, Inventory inventory, Clock clock) {
        this.operationQueries = operationQueries;
        this.clouds = clouds;
        this.inventory = inventory;
        this.clock = clock;
    }

    /** @param server the server's state at the last check */
    private record CacheEntry(Operation deletion, Server server) {}

    public Optional<Server> findAfter(Operation deletion) {
        return Optional.ofNullable(entries.get(deletion.target()))
                .filter(cacheEntry -> cacheEntry.deletion().id().equals(deletion.id()))
                .map(CacheEntry::server);
    }

    /** Notifies the watcher of each server that is added to the cache or removed from it. */
    Subscription subscribe(Consumer<ServerKey> watcher) {
        return listeners.add(watcher);
    }

    /**
     * Updates the entry of the deleted server with the server's state in the cloud. Removes the entry if the inventory
     * contains the server. Keeps the entry if the cloud does not report the state.
     */
    public void check(Operation deletion) {
        if (inventory.find(deletion.server()).isPresent()) {
            // The server was restored, or the inventory still contains its state from before the deletion. The next
            // check decides.
            remove(deletion.server());
            return;
        }
        ComputeClient compute =
                clouds.compute(deletion.server().cloud(), deletion.project()).orElse(null);
        if (compute == null) {
            return;
        }
        try {
            Optional<Server> found = compute.server(deletion.server().id());
            // An unreachable cell leaves all of its servers in status UNKNOWN.
            if (found.map(Server::status).filter(ServerStatus.UNKNOWN::equals).isPresent()) {
                return;
            }
            checkedDeletions.add(deletion.id());
            found.filter(server ->
                            server.status() == ServerStatus.SOFT_DELETED && server.estimatedSize() <= MAX_SERVER_SIZE)
                    .ifPresentOrElse(server -> put(deletion, server), () -> remove(deletion.server()));
        } catch (CloudException e) {
            LOG.debug("Could not check whether {} is soft-deleted: {}", deletion.server(), e.getMessage());
        }
    }

    private void put(Operation deletion, Server server) {
        CacheEntry before = entries.put(deletion.server(), new CacheEntry(deletion, server));
        if (before == null || !before.deletion().id().equals(deletion.id())) {
            notifyListeners(deletion.server());
        }
    }

    /** Removes a server that was restored or finally deleted. */
    public void remove(ServerKey server) {
        if (entries.remove(server) != null) {
            notifyListeners(server);
        }
    }

    private void notifyListeners(ServerKey server) {
        listeners.notifyEach(watcher -> watcher.accept(server));
    }

    public void refresh() {
        List<Operation> before =
                entries.values().stream().map(CacheEntry::deletion).toList();
        Instant oldest = clock.instant().minus(MAX_DELETION_AGE);
        List<Operation> recent = operationQueries.findNewest(ANY_USER, DELETIONS, MAX_DELETIONS).stream()
                .map(OperationExecutionData::operation)
                .filter(deletion ->
                        deletion.finishedAt() != null && deletion.finishedAt().isAfter(oldest))
                .toList();
        Set<OperationId> ids = recent.stream().map(Operation::id).collect(Collectors.toSet());
        before.stream().filter(deletion -> !ids.contains(deletion.id())).forEach(deletion -> remove(deletion.server()));
        Set<OperationId> known = new HashSet<>(checkedDeletions);
        // If a server was deleted twice, the later deletion applies.
        recent.reversed().stream()
                .filter(deletion -> findAfter(deletion).isPresent() || !known.contains(deletion.id()))
                .forEach(this::check);
        checkedDeletions.retainAll(ids);
    }
}
