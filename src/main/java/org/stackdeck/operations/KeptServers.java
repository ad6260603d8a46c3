package org.stackdeck.operations;

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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.platform.Subscription;

/**
 * In-memory cache of the servers that Stackdeck deleted and that their clouds retain. A server is checked at the end of
 * its deletion. Retained servers are checked again at intervals, since clouds do not report a final deletion. So are
 * recent deletions that are unknown here, which ended before a restart or on another instance. Only the newest
 * deletions are checked, to limit requests to clouds that retain servers for weeks.
 */
@Component
class KeptServers {

    private static final Logger LOG = LoggerFactory.getLogger(KeptServers.class);

    private static final Duration LOOKED_BACK = Duration.ofDays(1);
    private static final int MOST = 100;
    private static final OperationFilter DELETIONS =
            new OperationFilter(false, EnumSet.of(Operation.State.SUCCEEDED), ServerAction.DELETE, null);
    /** The filter selects deletions of all users. */
    private static final UserId NOBODY = new UserId(new UUID(0, 0));

    private final OperationStore store;
    private final Clouds clouds;
    private final Inventory inventory;
    private final Clock clock;
    private final Map<ServerKey, Kept> kept = new ConcurrentHashMap<>();
    /** Deletions after which the cloud has returned the state of the server. */
    private final Set<OperationId> answered = ConcurrentHashMap.newKeySet();

    private final List<Consumer<ServerKey>> watchers = new CopyOnWriteArrayList<>();

    KeptServers(OperationStore store, Clouds clouds, Inventory inventory, Clock clock) {
        this.store = store;
        this.clouds = clouds;
        this.inventory = inventory;
        this.clock = clock;
    }

    /** @param server its state at the last check */
    private record Kept(Operation deletion, Server server) {}

    Optional<Server> by(Operation deletion) {
        return Optional.ofNullable(kept.get(deletion.server()))
                .filter(one -> one.deletion().id().equals(deletion.id()))
                .map(Kept::server);
    }

    /** Notifies of each server that is added or removed. */
    Subscription watch(Consumer<ServerKey> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    /** Checks the server in the cloud, if the cloud is reachable. */
    void look(Operation deletion) {
        if (inventory.find(deletion.server()).isPresent()) {
            // Restored, or listed from before the deletion. The next check decides.
            forget(deletion.server());
            return;
        }
        Compute compute =
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
            answered.add(deletion.id());
            found.filter(server -> server.status() == ServerStatus.SOFT_DELETED)
                    .ifPresentOrElse(server -> keep(deletion, server), () -> forget(deletion.server()));
        } catch (CloudException e) {
            LOG.debug("Could not check whether {} is soft-deleted: {}", deletion.server(), e.getMessage());
        }
    }

    private void keep(Operation deletion, Server server) {
        Kept before = kept.put(deletion.server(), new Kept(deletion, server));
        if (before == null || !before.deletion().id().equals(deletion.id())) {
            tell(deletion.server());
        }
    }

    /** The server was restored or finally deleted. */
    void forget(ServerKey server) {
        if (kept.remove(server) != null) {
            tell(server);
        }
    }

    private void tell(ServerKey server) {
        watchers.forEach(watcher -> watcher.accept(server));
    }

    void sweep() {
        List<Operation> before = kept.values().stream().map(Kept::deletion).toList();
        Instant oldest = clock.instant().minus(LOOKED_BACK);
        List<Operation> recent = store.newest(NOBODY, DELETIONS, MOST).stream()
                .map(StoredOperation::operation)
                .filter(deletion ->
                        deletion.finishedAt() != null && deletion.finishedAt().isAfter(oldest))
                .toList();
        Set<OperationId> ids = recent.stream().map(Operation::id).collect(Collectors.toSet());
        before.stream().filter(deletion -> !ids.contains(deletion.id())).forEach(deletion -> forget(deletion.server()));
        Set<OperationId> known = new HashSet<>(answered);
        // If a server was deleted twice, the later deletion applies.
        recent.reversed().stream()
                .filter(deletion -> by(deletion).isPresent() || !known.contains(deletion.id()))
                .forEach(this::look);
        answered.retainAll(ids);
    }
}
