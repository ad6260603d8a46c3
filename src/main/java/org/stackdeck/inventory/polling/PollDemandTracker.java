package org.stackdeck.inventory.polling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.inventory.store.ScopeKey;

/** Tracks the demand for polling: whether users view the inventory and which scopes are followed. */
public final class PollDemandTracker {

    private final Clock clock;
    private final Runnable onIncrease;
    private final AtomicInteger openViewers = new AtomicInteger();
    private final Map<ServerKey, Integer> viewersOfServers = new ConcurrentHashMap<>();
    private volatile Instant viewedUntil = Instant.MIN;
    private final Map<ScopeKey, Instant> followedUntil = new ConcurrentHashMap<>();
    private volatile Instant viewedRemotelyUntil = Instant.MIN;
    private final Map<ServerKey, Instant> serversViewedRemotely = new ConcurrentHashMap<>();

    /** @param grown called when the demand may have increased */
    public PollDemandTracker(Clock clock, Runnable grown) {
        this.clock = clock;
        this.onIncrease = grown;
    }

    public void viewerOpened() {
        if (openViewers.getAndIncrement() == 0) {
            onIncrease.run();
        }
    }

    public void viewerClosed() {
        openViewers.decrementAndGet();
    }

    public void serverOpened(ServerKey server) {
        if (viewersOfServers.merge(server, 1, Integer::sum) == 1) {
            onIncrease.run();
        }
    }

    public void serverClosed(ServerKey server) {
        viewersOfServers.computeIfPresent(server, (_, viewers) -> viewers == 1 ? null : viewers - 1);
    }

    /** Returns the servers of the cloud whose pages are open on any node. */
    public Set<ServerKey> viewedServers(CloudName cloud) {
        Instant now = clock.instant();
        serversViewedRemotely.values().removeIf(until -> !until.isAfter(now));
        return Stream.concat(viewersOfServers.keySet().stream(), serversViewedRemotely.keySet().stream())
                .filter(server -> server.cloud().equals(cloud))
                .collect(Collectors.toSet());
    }

    /** Returns the servers whose pages are open on this node. */
    public Set<ServerKey> locallyViewedServers() {
        return Set.copyOf(viewersOfServers.keySet());
    }

    /**
     * Records viewers on another node.
     *
     * @param server a server whose page is open; null if only lists are open
     */
    public void extendRemoteViewing(@Nullable ServerKey server, Duration time) {
        Instant until = clock.instant().plus(time);
        boolean increased = !hasViewers();
        viewedRemotelyUntil = until;
        if (server != null) {
            increased |= serversViewedRemotely.put(server, until) == null;
        }
        if (increased) {
            onIncrease.run();
        }
    }

    public void extendViewing(Duration time) {
        Instant now = clock.instant();
        boolean anew;
        synchronized (this) {
            anew = viewedUntil.isBefore(now);
            viewedUntil = later(viewedUntil, now.plus(time));
        }
        if (anew) {
            onIncrease.run();
        }
    }

    public void follow(ScopeKey scope, Duration time) {
        followedUntil.merge(scope, clock.instant().plus(time), PollDemandTracker::later);
        onIncrease.run();
    }

    public PollDemandLevel demandFor(ScopeKey scope) {
        Instant now = clock.instant();
        Instant followed = followedUntil.get(scope);
        if (followed != null && followed.isAfter(now)) {
            return PollDemandLevel.FOLLOWED;
        }
        return hasViewers(now) ? PollDemandLevel.VIEWED : PollDemandLevel.IDLE;
    }

    PollDemandLevel unfollowedDemand() {
        return hasViewers(clock.instant()) ? PollDemandLevel.VIEWED : PollDemandLevel.IDLE;
    }

    int followedScopes(CloudName cloud) {
        Instant now = clock.instant();
        followedUntil.values().removeIf(until -> !until.isAfter(now));
        return (int) followedUntil.keySet().stream()
                .filter(scope -> scope.cloud().equals(cloud))
                .count();
    }

    public boolean hasViewers() {
        return hasViewers(clock.instant());
    }

    /** Returns whether users of this node view the inventory. */
    public boolean hasLocalViewers() {
        return hasLocalViewers(clock.instant());
    }

    private boolean hasViewers(Instant now) {
        return hasLocalViewers(now) || viewedRemotelyUntil.isAfter(now);
    }

    private boolean hasLocalViewers(Instant now) {
        return openViewers.get() > 0 || viewedUntil.isAfter(now);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
