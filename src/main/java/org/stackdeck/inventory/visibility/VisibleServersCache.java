package org.stackdeck.inventory.visibility;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.inventory.Delta;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.InventorySnapshot;
import org.stackdeck.inventory.store.CloudHealthSnapshot;
import org.stackdeck.inventory.store.InMemoryInventoryStore;
import org.stackdeck.inventory.store.ScopeKey;

/**
 * Caches the visible servers for each set of permissions. The servers are computed once and then updated with each
 * change. Unused entries expire.
 */
public final class VisibleServersCache {

    /**
     * Time after which unused entries expire. It is longer than the time between two reads of an open page or a script.
     */
    private static final Duration EXPIRY = Duration.ofMinutes(1);

    private final Cache<EffectivePermissions, VisibleSnapshot> cache = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .expireAfterAccess(EXPIRY)
            .build();

    private volatile AllServers allServers = new AllServers(InventorySnapshot.EMPTY, VersionedServers.of(Map.of()));

    private record AllServers(InventorySnapshot snapshot, VersionedServers state) {}

    /**
     * The visible servers for given permissions.
     *
     * @param revision the revision of all servers from which this was computed; the state itself is not held, so that
     *     it can be garbage-collected
     * @param health the health from which the freshness was computed
     */
    record VisibleSnapshot(
            VisibleServers visibleServers,
            VersionedServers.RevisionId revision,
            Map<CloudName, CloudHealthSnapshot> health,
            Map<CloudName, Freshness> freshness) {

        VersionedServers state() {
            return visibleServers.state();
        }
    }

    /** Returns the servers that are visible with the permissions, in the given state or a later one. */
    VisibleSnapshot get(InMemoryInventoryStore.StoreState storeState, EffectivePermissions effectivePermissions) {
        VersionedServers versionedServers = advanceTo(storeState.snapshot());
        VisibleSnapshot visibleSnapshot = cache.getIfPresent(effectivePermissions);
        return visibleSnapshot != null && isCurrent(visibleSnapshot, versionedServers, storeState)
                ? visibleSnapshot
                : cache.asMap().compute(effectivePermissions, (same, before) -> refresh(before, storeState, same));
    }

    /**
     * Returns whether the snapshot is current. Compares by identity, because comparing the content would be too
     * expensive; unchanged data keeps its objects.
     */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isCurrent(
            VisibleSnapshot visibleSnapshot,
            VersionedServers versionedServers,
            InMemoryInventoryStore.StoreState storeState) {
        return visibleSnapshot.revision() == versionedServers.revisionId()
                && visibleSnapshot.health() == storeState.health();
    }

    @SuppressWarnings("ReferenceEquality")
    private VisibleSnapshot refresh(
            @Nullable VisibleSnapshot before,
            InMemoryInventoryStore.StoreState storeState,
            EffectivePermissions effectivePermissions) {
        // Use the current state instead of the requested one, because another thread may have advanced it.
        VersionedServers now = allServers.state();
        if (before != null && isCurrent(before, now, storeState)) {
            return before;
        }
        Map<CloudName, Freshness> freshness = before != null && before.health() == storeState.health()
                ? before.freshness()
                : freshness(storeState.health(), effectivePermissions);
        VisibleServers visibleServers = before == null
                ? VisibleServers.of(now.servers(), effectivePermissions)
                : now.changesSinceRevision(before.revision())
                        .map(change -> change.isEmpty()
                                ? before.visibleServers()
                                : before.visibleServers().next(now.servers(), change, effectivePermissions))
                        .orElseGet(() -> VisibleServers.of(now.servers(), effectivePermissions));
        return new VisibleSnapshot(visibleServers, now.revisionId(), storeState.health(), freshness);
    }

    private static Map<CloudName, Freshness> freshness(
            Map<CloudName, CloudHealthSnapshot> cloudHealthSnapshot, EffectivePermissions effectivePermissions) {
        Map<CloudName, Freshness> freshness = new HashMap<>();
        cloudHealthSnapshot.forEach((cloud, scopes) -> {
            if (effectivePermissions.coversCloud(cloud)) {
                freshness.put(cloud, scopes.freshnessOf(scope -> isVisible(effectivePermissions, scope)));
            }
        });
        return Map.copyOf(freshness);
    }

    /** Returns whether the viewer can see the scope. Failures of other scopes are not reported to the viewer. */
    private static boolean isVisible(EffectivePermissions effectivePermissions, ScopeKey scope) {
        return scope.project() == null || effectivePermissions.coversPartOfProject(scope.cloud(), scope.project());
    }

    /** Advances to the snapshot, unless it is older than the current one. */
    private VersionedServers advanceTo(InventorySnapshot inventorySnapshot) {
        AllServers known = allServers;
        return known.snapshot().version() >= inventorySnapshot.version() ? known.state() : advance(inventorySnapshot);
    }

    private synchronized VersionedServers advance(InventorySnapshot inventorySnapshot) {
        AllServers known = allServers;
        if (known.snapshot().version() < inventorySnapshot.version()) {
            Delta step = Delta.between(known.state().servers(), inventorySnapshot.servers());
            allServers = new AllServers(
                    inventorySnapshot,
                    step.isEmpty() ? known.state() : known.state().next(inventorySnapshot.servers(), step));
        }
        return allServers.state();
    }
}
