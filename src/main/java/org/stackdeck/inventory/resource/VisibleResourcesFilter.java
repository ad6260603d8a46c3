package org.stackdeck.inventory.resource;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.resource.ResourceListState.ScopeKey;

/** Filters the resources of a kind, and the freshness of their clouds, by the permissions of a viewer. */
final class VisibleResourcesFilter {

    private final Clouds clouds;

    VisibleResourcesFilter(Clouds clouds) {
        this.clouds = clouds;
    }

    VisibleResources apply(Map<CloudName, ResourceListState> states, EffectivePermissions permissions) {
        Stream<CloudResource> resources = states.values().stream()
                .flatMap(state -> state.resources().stream())
                .flatMap(resource -> permissions.view(resource).stream());
        return new VisibleResources(
                // The list of each cloud is sorted.
                (states.size() > 1 ? resources.sorted(ResourceListState.BY_NAME) : resources).toList(),
                freshness(states, permissions));
    }

    /** Returns the freshness of the scopes that the viewer can see, by cloud. */
    Map<CloudName, Freshness> freshness(Map<CloudName, ResourceListState> states, EffectivePermissions permissions) {
        Map<CloudName, Freshness> freshness = new HashMap<>();
        states.forEach((cloud, state) -> {
            Predicate<ScopeKey> isVisible = scope -> scope.projects().isEmpty()
                    || scope.projects().stream().anyMatch(project -> permissions.coversPartOfProject(cloud, project));
            if (state.isInScope(isVisible) || coversKnownProject(permissions, cloud)) {
                freshness.put(cloud, state.freshnessFor(isVisible));
            }
        });
        return freshness;
    }

    /**
     * Returns whether the viewer has access in a project that exists in the cloud; otherwise, nothing will be listed.
     */
    private boolean coversKnownProject(EffectivePermissions permissions, CloudName cloud) {
        return clouds.projects().stream()
                .anyMatch(project ->
                        project.cloud().equals(cloud) && permissions.coversPartOfProject(cloud, project.id()));
    }
}
