package org.stackdeck.inventory.polling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.cache.PersistentInventoryCache;
import org.stackdeck.inventory.polling.loop.PollLoop;
import org.stackdeck.inventory.store.ScopeKey;
import org.stackdeck.platform.PeriodicTask;

/**
 * Discovers the scopes of one cloud and polls each of them. With several nodes, each node runs the discovery, and only
 * the leading node polls.
 */
public final class CloudPoller {

    private final CloudName cloud;
    private final Clouds clouds;
    private final PollingContext context;
    private final Clock clock;
    private final Clock steady;
    private final CloudInventoryCacheUpdater cacheUpdater;
    private final PollFailureTracker pollFailureTracker;
    private final PollLoop pollLoop;
    private final PeriodicTask cacheUpdates;
    private final PeriodicTask overdueChecks;
    private final PolledScopes scopes;
    /** Watermarks of scopes from the cache or from another node, which no discovery has found yet. */
    private final Map<ScopeKey, Instant> restoredWatermarks = new ConcurrentHashMap<>();

    private final Set<ScopeKey> missingScopes = ConcurrentHashMap.newKeySet();
    private volatile Instant discoveredAt = Instant.MIN;
    private volatile Instant notBefore = Instant.MIN;
    private boolean restored;
    private volatile boolean stopped;

    public CloudPoller(Clouds clouds, PersistentInventoryCache persistentInventoryCache, PollingContext context) {
        this.cloud = context.cloud();
        this.clouds = clouds;
        this.context = context;
        this.clock = context.clock();
        this.steady = context.monotonicClock();
        this.cacheUpdater = new CloudInventoryCacheUpdater(clouds.address(cloud), persistentInventoryCache, context);
        this.scopes = new PolledScopes(context);
        this.pollFailureTracker = new PollFailureTracker("discovery of " + cloud, context.intervals());
        this.pollLoop = new PollLoop("discovery-" + cloud, this::discoveryDueIn, this::discover);
        this.cacheUpdates = new PeriodicTask(
                "inventory-cache-" + cloud, CloudInventoryCacheUpdater.WRITE_INTERVAL, this::updateCache);
        this.overdueChecks = new PeriodicTask("overdue-check-" + cloud, Duration.ofSeconds(3), scopes::checkOverdue);
    }

    public void start() {
        pollLoop.start();
        cacheUpdates.start();
        overdueChecks.start();
    }

    /** Stops all polls except the discovery, because another node polls. */
    public synchronized void follow() {
        scopes.follow();
    }

    /**
     * Starts the polls that {@link #follow} has stopped.
     *
     * @param watermarks watermarks of the scopes whose servers are in the store; if empty, the servers are restored
     *     from the cache
     */
    public synchronized void lead(Map<ScopeKey, Instant> watermarks) {
        if (!stopped) {
            restored |= !watermarks.isEmpty();
            restoredWatermarks.putAll(watermarks);
            restore();
            scopes.lead(restoredWatermarks);
            discoveredAt = restoredWatermarks.isEmpty() ? discoveredAt : Instant.MIN;
            pollLoop.wake();
        }
    }

    /** Returns the progress of the scopes in which a poll has succeeded. */
    public Map<ScopeKey, PollProgress> positions() {
        return scopes.positions();
    }

    /** Records the start of the last successful poll of each scope by another node, or an earlier time. */
    public void recordOtherPolls(Map<ScopeKey, Instant> starts) {
        starts.forEach((key, began) ->
                scopes.find(key).ifPresent(scope -> scope.watcher().recordOtherPoll(began)));
    }

    /** Stops the discovery and all polls. No scope is added to the store afterward. */
    public synchronized void stop() {
        stopped = true;
        pollLoop.stop();
        cacheUpdates.stop();
        overdueChecks.stop();
        scopes.values().forEach(PolledScope::stop);
        updateCache();
    }

    /**
     * Publishes the planned pace of each scope and evaluates its due times again, for instance after the demand has
     * increased.
     */
    public void wake() {
        scopes.values().forEach(PolledScope::wake);
    }

    /**
     * Polls each scope once after the connection for notifications was established, because earlier changes may have
     * been missed. Only full lists contain changes of tags.
     */
    public void onNotificationsConnected() {
        scopes.values().forEach(polledScope -> {
            polledScope.watcher().requestFullList();
            polledScope.watcher().schedule().pollNow();
        });
        wake();
    }

    /**
     * Queues a server that may have changed. Ignores servers of projects that are not polled, and unknown servers
     * without a project.
     */
    public void hint(ServerKey server, @Nullable ProjectId project) {
        scopes.find(server, project).forEach(polledScope -> polledScope.hinted().add(server.id()));
    }

    /** Requests the names of images after a change hint. */
    public void refreshImageNames() {
        scopes.values().forEach(polledScope -> polledScope.watcher().refreshImageNames());
    }

    /** Loads full lists of the scopes of these servers, as early as the duration of the last lists permits. */
    public void requestFullLists(Set<ServerKey> servers) {
        servers.stream()
                .flatMap(server -> context.store().scopeOf(server).stream())
                .distinct()
                .flatMap(scope -> scopes.find(scope).stream())
                .forEach(polledScope -> polledScope.watcher().requestFullList());
    }

    /**
     * Reads a server again when the rate limit permits. Blocks. Does nothing if the server is unknown, or if polls of
     * its scope are delayed after failures.
     *
     * @throws org.stackdeck.cloud.CloudException if the request fails
     */
    public void reload(ServerKey server) {
        context.store()
                .scopeOf(server)
                .flatMap(scopes::find)
                .map(PolledScope::watcher)
                .filter(watcher -> !watcher.schedule().notBefore().isAfter(steady.instant()))
                .ifPresent(watcher -> {
                    context.rateLimiter().acquire();
                    watcher.refreshHinted(server.id());
                });
    }

    /** Returns whether a poll of the server's scope that began within this time has succeeded. */
    public boolean isConfirmedWithin(ServerKey server, Duration time) {
        return scopes.find(server, null).stream()
                .anyMatch(scope -> scope.watcher().isConfirmedWithin(time));
    }

    /** Returns the number of requests to the cloud's Nova so far, except those caused by change hints. */
    public long calls() {
        return context.rateLimiter().calls();
    }

    public List<ScopeKey> scopes() {
        return scopes.keys();
    }

    /**
     * Refreshes the server in its scope. If the scope is unknown, requests the server in each scope until it is found.
     */
    public void refresh(ServerKey server) {
        Optional<PolledScope> owner = context.store().scopeOf(server).flatMap(scopes::find);
        if (owner.isPresent()) {
            if (scopes.isLeading()) {
                owner.get().awaited().refresh(server.id());
            } else {
                owner.get().watcher().refresh(server.id(), true);
            }
            return;
        }
        for (PolledScope polledScope : scopes.values()) {
            if (polledScope.watcher().refresh(server.id(), false)) {
                return;
            }
        }
    }

    private Duration discoveryDueIn() {
        Instant byPace = discoveredAt.equals(Instant.MIN)
                ? steady.instant()
                : discoveredAt.plus(context.intervals().discoveryInterval(isHealthy()));
        return Duration.between(steady.instant(), byPace.isAfter(notBefore) ? byPace : notBefore);
    }

    private boolean isHealthy() {
        return missingScopes.isEmpty() && context.health().isHealthy() && hasWorkingEntries();
    }

    private boolean hasWorkingEntries() {
        return clouds.entryReports().stream()
                .allMatch(entry -> !cloud.equals(entry.cloud()) || entry.problem() == null);
    }

    private void discover() {
        if (scopes.isLeading()) {
            restore();
        }
        try {
            List<ComputeClient> found = clouds.discover(cloud);
            pollFailureTracker.recordSuccess();
            notBefore = Instant.MIN;
            found.forEach(this::startPolling);
            removeUnserved(found);
            context.health()
                    .updateDiscovery(scopeHealth ->
                            scopeHealth.confirmed(clock.instant(), Duration.ZERO, Freshness.Source.LIST));
        } catch (RuntimeException | Error e) {
            Instant now = clock.instant();
            Freshness.Problem problem = pollFailureTracker.recordFailure(e, now);
            notBefore = steady.instant().plus(Duration.between(now, problem.nextTry()));
            context.health().updateDiscovery(scopeHealth -> scopeHealth.failed(problem));
        }
        discoveredAt = steady.instant();
    }

    /** Restores the servers from the cache before the discovery, because Keystone may be slow or unavailable. */
    private synchronized void restore() {
        if (!restored && !stopped) {
            restored = true;
            restoredWatermarks.putAll(cacheUpdater.restore());
        }
    }

    private synchronized void startPolling(ComputeClient compute) {
        ScopeKey key = ScopeKey.of(compute.scope());
        Optional<PolledScope> known = scopes.find(key);
        if (known.isPresent()) {
            known.get().watcher().setCompute(compute);
        } else if (!stopped) {
            scopes.add(compute, restoredWatermarks.remove(key));
        }
    }

    private void updateCache() {
        cacheUpdater.write(
                () -> scopes.values().stream().map(PolledScope::watcher).toList());
    }

    /**
     * Removes scopes that were missing from two discoveries in which all entries worked: a failing entry hides its
     * projects, whose servers must not be removed. Restored scopes that no discovery has found are removed in the first
     * such discovery, because nothing indicates that they still exist.
     */
    private synchronized void removeUnserved(List<ComputeClient> found) {
        Set<ScopeKey> served = new HashSet<>();
        found.forEach(compute -> served.add(ScopeKey.of(compute.scope())));
        missingScopes.removeAll(served);
        if (stopped || !hasWorkingEntries()) {
            return;
        }
        for (ScopeKey key : scopes()) {
            if (!served.contains(key) && !missingScopes.add(key)) {
                missingScopes.remove(key);
                scopes.remove(key);
                forget(key);
            }
        }
        restoredWatermarks.keySet().forEach(this::forget);
        restoredWatermarks.clear();
    }

    private void forget(ScopeKey key) {
        if (scopes.isLeading()) {
            context.health().remove(key);
            context.store().removeScope(key);
            cacheUpdater.delete(key);
        }
    }
}
