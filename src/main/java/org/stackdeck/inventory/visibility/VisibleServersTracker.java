package org.stackdeck.inventory.visibility;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Delta;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.inventory.store.InMemoryInventoryStore;

/** Tracks the servers that one viewer can see and the state that was last delivered. Not thread-safe. */
public final class VisibleServersTracker {

    private static final VersionedServers NOTHING = VersionedServers.of(Map.of());

    private final UserId viewer;
    private final AccessDecisionService accessDecisionService;
    private final VisibleServersCache visibleServersCache;
    private final Supplier<InMemoryInventoryStore.StoreState> storeStateSupplier;
    private @Nullable Subject subject;
    private VisibleServersCache.@Nullable VisibleSnapshot delivered;
    private @Nullable EffectivePermissions deliveredPermissions;

    public VisibleServersTracker(
            UserId viewer,
            AccessDecisionService accessDecisionService,
            VisibleServersCache visibleServersCache,
            Supplier<InMemoryInventoryStore.StoreState> storeStateSupplier) {
        this.viewer = viewer;
        this.accessDecisionService = accessDecisionService;
        this.visibleServersCache = visibleServersCache;
        this.storeStateSupplier = storeStateSupplier;
    }

    /**
     * Delivers the current state if it has changed. If the receiver throws, the state does not count as delivered, so
     * that the next delta includes the missed changes.
     */
    void deliverChanges(Consumer<VisibleServersUpdate> receiver) {
        EffectivePermissions effectivePermissions = permissions();
        InMemoryInventoryStore.StoreState storeState = storeStateSupplier.get();
        VisibleServersCache.VisibleSnapshot next = visibleServersCache.get(storeState, effectivePermissions);
        Delta delta = next.state().changesSince(delivered == null ? NOTHING : delivered.state());
        if (delivered != null
                && effectivePermissions.equals(deliveredPermissions)
                && delta.isEmpty()
                && !isFreshnessChangeRelevant(delivered.freshness(), next.freshness())) {
            return;
        }
        receiver.accept(view(storeState, next, delta));
        delivered = next;
        deliveredPermissions = effectivePermissions;
    }

    /** Returns the current state. The delta contains all servers as added. */
    public VisibleServersUpdate current() {
        InMemoryInventoryStore.StoreState storeState = storeStateSupplier.get();
        VisibleServersCache.VisibleSnapshot now = visibleServersCache.get(storeState, permissions());
        return view(storeState, now, now.state().changesSince(NOTHING));
    }

    private static VisibleServersUpdate view(
            InMemoryInventoryStore.StoreState storeState,
            VisibleServersCache.VisibleSnapshot visibleSnapshot,
            Delta delta) {
        return new VisibleServersUpdate(
                storeState.snapshot().version(), visibleSnapshot.state().servers(), visibleSnapshot.freshness(), delta);
    }

    /**
     * Returns the current permissions. If the database is unavailable, applies the last known grants, which cannot be
     * changed during that time either.
     */
    private EffectivePermissions permissions() {
        try {
            subject = accessDecisionService.subject(viewer);
        } catch (RuntimeException e) {
            if (subject == null) {
                throw e;
            }
        }
        return accessDecisionService.permissions(subject);
    }

    private static boolean isFreshnessChangeRelevant(
            Map<CloudName, Freshness> delivered, Map<CloudName, Freshness> next) {
        if (!delivered.keySet().equals(next.keySet())) {
            return true;
        }
        return next.entrySet().stream()
                .anyMatch(entry -> isRelevantChange(delivered.get(entry.getKey()), entry.getValue()));
    }

    private static boolean isRelevantChange(@Nullable Freshness freshness, Freshness next) {
        if (freshness == null) {
            return true;
        }
        return Freshness.isLater(freshness.confirmedAt(), next.confirmedAt())
                || !next.equals(freshness.withTimesOf(next));
    }
}
