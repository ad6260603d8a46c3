package org.stackdeck.inventory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.stackdeck.cloud.ChangeHint;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.EntryReport;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerKey;

/** Discovers the scopes of one cloud and polls each of them. */
final class CloudWatcher {

    private static final Duration BETWEEN_DOUBTS = Duration.ofSeconds(3);

    private final CloudName cloud;
    private final Clouds clouds;
    private final WatchTools tools;
    private final Clock clock;
    private final Clock steady;
    private final Keeper keeper;
    private final LookBudget budget;
    private final Failures failures;
    private final Loop loop;
    private final Loop keeping;
    private final Loop doubting;
    private final Map<ScopeKey, Watched> scopes = new ConcurrentHashMap<>();
    /** The watermarks of scopes that were restored from the cache and not yet found by a discovery. */
    private final Map<ScopeKey, Instant> kept = new ConcurrentHashMap<>();

    private final Set<ScopeKey> missed = ConcurrentHashMap.newKeySet();
    private volatile Instant discovered = Instant.MIN;
    private volatile Instant notBefore = Instant.MIN;
    private volatile Instant keptAt;
    private volatile Instant doubted;
    private volatile boolean restored;
    private volatile boolean stopped;

    private record Watched(ScopeWatcher watcher, Loop loop, Hinted hinted, Awaited awaited) {

        void start() {
            loop.start();
            hinted.start();
        }

        void wake() {
            watcher.plan();
            loop.wake();
            hinted.wake();
        }

        void stop() {
            loop.stop();
            hinted.stop();
        }
    }

    CloudWatcher(Clouds clouds, KeptServers keptServers, WatchTools tools) {
        this.cloud = tools.cloud();
        this.clouds = clouds;
        this.tools = tools;
        this.clock = tools.clock();
        this.steady = tools.steady();
        this.keeper = new Keeper(clouds.address(cloud), keptServers, tools);
        this.keptAt = steady.instant();
        this.doubted = steady.instant();
        this.budget = tools.pace().hints(steady);
        this.failures = new Failures("discovery of " + cloud, tools.pace());
        this.loop = new Loop("discovery-" + cloud, this::dueIn, this::discover);
        this.keeping = new Loop("inventory-cache-" + cloud, this::keepIn, this::keep);
        this.doubting = new Loop("overdue-check-" + cloud, this::doubtIn, this::doubt);
    }

    void start() {
        loop.start();
        keeping.start();
        doubting.start();
    }

    synchronized void stop() {
        stopped = true;
        loop.stop();
        keeping.stop();
        doubting.stop();
        scopes.values().forEach(Watched::stop);
        keep();
    }

    /** The demand increased, so that polls may be due earlier. */
    void wake() {
        scopes.values().forEach(Watched::wake);
    }

    /**
     * Notifications from the cloud are received from now on. Polls each scope once, because earlier changes may have
     * been missed.
     */
    void notified() {
        scopes.values().forEach(watched -> watched.watcher().urge());
        wake();
    }

    /** A server changed, according to the cloud. Hints about projects that are not polled here are dropped. */
    void hinted(ChangeHint hint) {
        served(hint).forEach(watched -> watched.hinted().add(hint.server()));
    }

    private Collection<Watched> served(ChangeHint hint) {
        ProjectId project = hint.project();
        if (project == null) {
            return tools.ledger()
                    .owner(hint.key())
                    .map(scopes::get)
                    .map(Set::of)
                    .orElse(Set.of());
        }
        Watched own = scopes.get(new ScopeKey(cloud, project));
        Watched all = scopes.get(new ScopeKey(cloud, null));
        return own != null ? Set.of(own) : all != null ? Set.of(all) : Set.of();
    }

    /** The number of requests to the cloud's Nova so far. */
    long calls() {
        return tools.budget().calls();
    }

    List<ScopeKey> scopes() {
        return List.copyOf(scopes.keySet());
    }

    /** Refreshes the server in its scope, or in all scopes if its scope is unknown. */
    void ask(ServerKey server) {
        Optional<Watched> owner = tools.ledger().owner(server).map(scopes::get);
        if (owner.isPresent()) {
            owner.get().awaited().refresh(server.id());
            return;
        }
        for (Watched watched : scopes.values()) {
            if (watched.watcher().ask(server.id(), false)) {
                return;
            }
        }
    }

    private Duration dueIn() {
        Instant byPace = discovered.equals(Instant.MIN)
                ? steady.instant()
                : discovered.plus(tools.pace().betweenDiscoveries(allWell()));
        return Duration.between(steady.instant(), byPace.isAfter(notBefore) ? byPace : notBefore);
    }

    private boolean allWell() {
        return missed.isEmpty()
                && tools.health().allWell()
                && clouds.entries().stream().allMatch(this::well);
    }

    private boolean well(EntryReport entry) {
        return !cloud.equals(entry.cloud()) || entry.problem() == null;
    }

    private void discover() {
        if (!restored) {
            // The cache is restored before Keystone is contacted, which may be slow or unavailable.
            restored = true;
            kept.putAll(keeper.restore());
        }
        try {
            List<Compute> found = clouds.discover(cloud);
            failures.end();
            notBefore = Instant.MIN;
            found.forEach(this::watch);
            retire(found);
            tools.health().discovery(health -> health.confirmed(clock.instant(), Duration.ZERO, Freshness.Source.LIST));
        } catch (RuntimeException | Error e) {
            Instant now = clock.instant();
            Freshness.Problem problem = failures.add(e, now);
            notBefore = steady.instant().plus(Duration.between(now, problem.nextTry()));
            tools.health().discovery(health -> health.failed(problem));
        }
        discovered = steady.instant();
    }

    private synchronized void watch(Compute compute) {
        ScopeKey key = ScopeKey.of(compute.scope());
        Watched known = scopes.get(key);
        if (known != null) {
            known.watcher().through(compute);
        } else if (!stopped) {
            ScopeWatcher watcher = new ScopeWatcher(compute, tools, kept.remove(key));
            Loop asking = new Loop("poll-" + watcher.label(), watcher::dueIn, watcher::ask);
            Hinted hinted = new Hinted(watcher, budget, steady, Thread::startVirtualThread, asking::wake);
            Watched watched = new Watched(watcher, asking, hinted, new Awaited(watcher, tools.ledger(), steady));
            scopes.put(key, watched);
            watched.start();
        }
    }

    private Duration doubtIn() {
        return Duration.between(steady.instant(), doubted.plus(BETWEEN_DOUBTS));
    }

    private void doubt() {
        scopes.values().forEach(watched -> watched.watcher().doubt());
        doubted = steady.instant();
    }

    private Duration keepIn() {
        return Duration.between(steady.instant(), keptAt.plus(Keeper.GAP));
    }

    private void keep() {
        keeper.keep(() -> scopes.values().stream().map(Watched::watcher).toList());
        keptAt = steady.instant();
    }

    /**
     * Removes scopes that were missing from two consecutive discoveries, in each of which all entries worked: a failing
     * entry hides its projects and must not remove their servers. Scopes that were only restored from the cache are
     * removed immediately, because nothing indicates that they still exist.
     */
    private synchronized void retire(List<Compute> found) {
        Set<ScopeKey> served = new HashSet<>();
        found.forEach(compute -> served.add(ScopeKey.of(compute.scope())));
        missed.removeAll(served);
        if (!clouds.entries().stream().allMatch(this::well)) {
            return;
        }
        for (ScopeKey key : scopes()) {
            if (!served.contains(key) && !missed.add(key)) {
                missed.remove(key);
                Watched gone = scopes.remove(key);
                if (gone != null) {
                    gone.stop();
                    forget(key);
                }
            }
        }
        for (ScopeKey key : Set.copyOf(kept.keySet())) {
            kept.remove(key);
            forget(key);
        }
    }

    private void forget(ScopeKey key) {
        tools.health().forget(key);
        tools.ledger().forget(key);
        keeper.forget(key);
    }
}
