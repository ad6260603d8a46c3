package org.stackdeck.inventory.resource;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.platform.CoalescingTask;

/** Delivers the visible resources of one kind to one viewer if they have changed. */
final class VisibleResourcesDelivery implements ResourceDelivery {

    private final ResourceKind kind;
    private final UserId viewer;
    private final Consumer<VisibleResources> receiver;
    private final AccessDecisionService accessDecisionService;
    private final VisibleResourcesFilter filter;
    private final Function<EffectivePermissions, Stream<ResourceListPoller>> coveredPollers;
    private final CoalescingTask delivery;
    private @Nullable VisibleResources delivered;
    private volatile @Nullable EffectivePermissions lastPermissions;
    private volatile boolean stopped;
    private Map<CloudName, ResourceListState> lastStates = Map.of();

    /** @param coveredPollers returns the pollers whose resources can be visible with the permissions */
    VisibleResourcesDelivery(
            ResourceKind kind,
            UserId viewer,
            Consumer<VisibleResources> receiver,
            AccessDecisionService accessDecisionService,
            VisibleResourcesFilter filter,
            Function<EffectivePermissions, Stream<ResourceListPoller>> coveredPollers) {
        this.kind = kind;
        this.viewer = viewer;
        this.receiver = receiver;
        this.accessDecisionService = accessDecisionService;
        this.filter = filter;
        this.coveredPollers = coveredPollers;
        this.delivery = new CoalescingTask("resource-updates-" + viewer, this::deliver);
    }

    @Override
    public Set<ResourceKind> kinds() {
        return Set.of(kind);
    }

    @Override
    public UserId user() {
        return viewer;
    }

    @Override
    public void trigger() {
        delivery.trigger();
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public boolean covers(CloudName cloud) {
        EffectivePermissions permissions = accessDecisionService.permissions(viewer);
        return permissions.coversKind(kind) && permissions.coversCloud(cloud);
    }

    @Override
    public boolean isDue() {
        return delivery.hasFailed()
                || !accessDecisionService.permissions(viewer).equals(lastPermissions);
    }

    /** Filters the resources again only if they or the viewer's permissions have changed. */
    private void deliver() {
        EffectivePermissions permissions = accessDecisionService.permissions(viewer);
        if (!permissions.equals(lastPermissions)) {
            coveredPollers.apply(permissions).forEach(ResourceListPoller::wake);
        }
        Map<CloudName, ResourceListState> states = ResourceListPoller.states(coveredPollers.apply(permissions));
        boolean unchanged = permissions.equals(lastPermissions) && hasSameResources(states);
        Map<CloudName, Freshness> freshness = filter.freshness(states, permissions);
        VisibleResources before = delivered;
        if (stopped || (before != null && unchanged && freshness.equals(before.freshness()))) {
            return;
        }
        List<CloudResource> resources = before != null && unchanged
                ? before.resources()
                : filter.apply(states, permissions).resources();
        VisibleResources now = new VisibleResources(
                before != null && before.resources().equals(resources) ? before.resources() : resources, freshness);
        // A delivery without a visible change would reveal changes of resources that the viewer cannot see.
        if (!now.equals(before)) {
            receiver.accept(now);
        }
        delivered = now;
        lastStates = states;
        lastPermissions = permissions;
    }

    private boolean hasSameResources(Map<CloudName, ResourceListState> states) {
        return states.keySet().equals(lastStates.keySet())
                && states.entrySet().stream()
                        .allMatch(state -> state.getValue()
                                .resources()
                                .equals(Objects.requireNonNull(lastStates.get(state.getKey()))
                                        .resources()));
    }
}
