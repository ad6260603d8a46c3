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

/** Delivers the visible resources of one kind to one viewer if they have changed. */
final class VisibleResourcesDelivery extends ResourceDelivery {

    private final ResourceKind kind;
    private final Consumer<VisibleResources> receiver;
    private final AccessDecisionService accessDecisionService;
    private final VisibleResourcesFilter filter;
    private final Function<EffectivePermissions, Stream<ResourceListPoller>> coveredPollers;
    private @Nullable VisibleResources delivered;
    private volatile @Nullable EffectivePermissions lastPermissions;
    private Map<CloudName, ResourceListState> lastStates = Map.of();

    /** @param coveredPollers returns the pollers whose resources can be visible with the permissions */
    VisibleResourcesDelivery(
            ResourceKind kind,
            UserId viewer,
            Consumer<VisibleResources> receiver,
            AccessDecisionService accessDecisionService,
            VisibleResourcesFilter filter,
            Function<EffectivePermissions, Stream<ResourceListPoller>> coveredPollers) {
        super("resource-updates", viewer, Set.of(kind));
        this.kind = kind;
        this.receiver = receiver;
        this.accessDecisionService = accessDecisionService;
        this.filter = filter;
        this.coveredPollers = coveredPollers;
    }

    @Override
    boolean covers(CloudName cloud) {
        EffectivePermissions permissions = accessDecisionService.permissions(user());
        return permissions.coversKind(kind) && permissions.coversCloud(cloud);
    }

    @Override
    boolean hasChangedPermissions() {
        return !accessDecisionService.permissions(user()).equals(lastPermissions);
    }

    /** Filters the resources again only if they or the viewer's permissions have changed. */
    @Override
    void deliver() {
        EffectivePermissions permissions = accessDecisionService.permissions(user());
        if (!permissions.equals(lastPermissions)) {
            coveredPollers.apply(permissions).forEach(ResourceListPoller::wake);
        }
        Map<CloudName, ResourceListState> states = ResourceListPoller.states(coveredPollers.apply(permissions));
        boolean unchanged = permissions.equals(lastPermissions) && hasSameResources(states);
        Map<CloudName, Freshness> freshness = filter.freshness(states, permissions);
        VisibleResources before = delivered;
        if (isStopped() || (before != null && unchanged && freshness.equals(before.freshness()))) {
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
