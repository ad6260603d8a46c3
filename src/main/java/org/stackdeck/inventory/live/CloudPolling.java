package org.stackdeck.inventory.live;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ChangeHint;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.inventory.cache.PersistentInventoryCache;
import org.stackdeck.inventory.polling.CloudPoller;
import org.stackdeck.inventory.polling.PollDemandTracker;
import org.stackdeck.inventory.polling.PollProgress;
import org.stackdeck.inventory.polling.PollingContext;
import org.stackdeck.inventory.replication.CloudLeaderElector;
import org.stackdeck.inventory.replication.PollingControl;
import org.stackdeck.inventory.replication.PollingCoordinator;
import org.stackdeck.inventory.store.CloudHealthSnapshot;
import org.stackdeck.inventory.store.ScopeKey;
import org.stackdeck.inventory.unreported.AddressPoller;
import org.stackdeck.inventory.unreported.ViewedServerPoller;

/**
 * The pollers of one cloud. With several nodes, all of them except the discovery are stopped while another node polls
 * the cloud.
 */
final class CloudPolling implements PollingControl {

    private final Clouds clouds;
    private final PollingContext context;
    private final CloudPoller poller;
    private final ExecutorService listExecutor;
    private final PollingCoordinator sharing;
    /** Null while another node polls. */
    private volatile @Nullable UnreportedChangePollers unreportedChanges;
    /** Null before the start, and if several nodes are not enabled. */
    private volatile @Nullable CloudLeaderElector shared;

    /**
     * While users view servers, these pollers find the changes that Nova's list of changed servers does not contain.
     */
    private record UnreportedChangePollers(AddressPoller addresses, ViewedServerPoller viewedServers) {}

    /**
     * Creates the pollers without starting them.
     *
     * @param context creates the context for the given executor of full lists
     */
    CloudPolling(
            CloudName cloud,
            Clouds clouds,
            PersistentInventoryCache cache,
            Function<Executor, PollingContext> context,
            PollingCoordinator sharing) {
        this.clouds = clouds;
        this.sharing = sharing;
        this.listExecutor = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("full-list-" + cloud).factory());
        this.context = context.apply(listExecutor);
        this.poller = new CloudPoller(clouds, cache, this.context);
    }

    CloudPoller poller() {
        return poller;
    }

    synchronized void start() {
        shared = sharing.add(clouds.address(context.cloud()), context, this).orElse(null);
        if (shared == null) {
            startUnreportedChanges();
        }
        poller.start();
    }

    /** Evaluates the due times again. */
    void wake() {
        poller.wake();
        UnreportedChangePollers current = unreportedChanges;
        if (current != null) {
            current.addresses().wake();
            current.viewedServers().wake();
        }
    }

    /** Requests the names of images on the node that polls. */
    void hintImages() {
        CloudLeaderElector cloud = shared;
        if (cloud == null || cloud.isPolling()) {
            poller.refreshImageNames();
        }
    }

    void hintAddresses(ChangeHint hint) {
        UnreportedChangePollers current = unreportedChanges;
        if (current != null) {
            current.addresses().hint(hint);
        }
    }

    /** Reports a server that may have changed to the node that polls. */
    void hint(ServerKey server) {
        CloudLeaderElector cloud = shared;
        if (cloud == null || cloud.isPolling()) {
            poller.hint(server, null);
        } else {
            sharing.hint(server);
        }
    }

    /** Reads the server on this node, even while another node polls. */
    void refresh(ServerKey server) {
        CloudLeaderElector cloud = shared;
        if (cloud == null || cloud.isPolling()) {
            poller.refresh(server);
        } else {
            cloud.read(server, () -> poller.refresh(server));
            // The other node must also read the server, because its polls do not find changed tags.
            sharing.hint(server);
        }
    }

    @Override
    public synchronized void lead(Map<ScopeKey, PollProgress> replicated, boolean outdated) {
        context.health().lead();
        unknownScopes(replicated.keySet()).forEach(scope -> {
            context.health().remove(scope);
            context.store().removeScope(scope);
        });
        // A scope that this node has not discovered yet is not polled. Viewers must see that its data can be outdated.
        Set<ScopeKey> discovered = Set.copyOf(poller.scopes());
        replicated.forEach((scope, position) -> {
            if (outdated || !discovered.contains(scope)) {
                context.health().restore(scope, position.confirmedAt());
            }
        });
        poller.lead(replicated.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, scope -> scope.getValue().watermark())));
        startUnreportedChanges();
    }

    private Set<ScopeKey> unknownScopes(Set<ScopeKey> known) {
        CloudHealthSnapshot health = context.store().state().health().get(context.cloud());
        Set<ScopeKey> unknown =
                health == null ? new HashSet<>() : new HashSet<>(health.scopes().keySet());
        unknown.removeAll(known);
        return unknown;
    }

    @Override
    public synchronized void follow() {
        context.health().follow();
        stopUnreportedChanges();
        context.store().discardFloatingIps(context.cloud());
        poller.follow();
    }

    @Override
    public Map<ScopeKey, PollProgress> positions() {
        return poller.positions();
    }

    @Override
    public void recordPolls(Map<ScopeKey, Instant> starts) {
        poller.recordOtherPolls(starts);
    }

    void stop() {
        stopUnreportedChanges();
        poller.stop();
        listExecutor.shutdownNow();
    }

    /** Stops the pollers, and removes the servers and the health of the cloud from the inventory. */
    void remove() {
        CloudLeaderElector cloud = shared;
        if (cloud != null) {
            sharing.remove(cloud);
        }
        stop();
        context.store().removeScopes(context.cloud());
        context.health().close();
    }

    private void startUnreportedChanges() {
        PollDemandTracker demandTracker = context.demandTracker();
        AddressPoller addresses = new AddressPoller(
                context.cloud(),
                clouds,
                context.store(),
                demandTracker::hasViewers,
                server -> poller.hint(server, null),
                poller::requestFullLists,
                (scopes, age) -> context.health()
                        .updateScopes(
                                scopes,
                                health -> health.addressesRead(
                                        context.clock().instant().minus(age))),
                context.monotonicClock());
        ViewedServerPoller viewedServers = new ViewedServerPoller(
                context.cloud(),
                context.notificationsActive(),
                () -> demandTracker.viewedServers(context.cloud()),
                poller::reload,
                context.monotonicClock());
        unreportedChanges = new UnreportedChangePollers(addresses, viewedServers);
        addresses.start();
        viewedServers.start();
    }

    private synchronized void stopUnreportedChanges() {
        UnreportedChangePollers current = unreportedChanges;
        unreportedChanges = null;
        if (current != null) {
            current.addresses().stop();
            current.viewedServers().stop();
        }
    }
}
