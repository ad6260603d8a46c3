package org.stackdeck.inventory.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.inventory.Freshness;

/**
 * The resources of one kind that a viewer can see.
 *
 * @param resources ordered by name
 * @param freshness the freshness of the resources of each cloud in which the viewer has access
 */
public record VisibleResources(List<CloudResource> resources, Map<CloudName, Freshness> freshness) {

    public static final VisibleResources NONE = new VisibleResources(List.of(), Map.of());

    public VisibleResources {
        resources = List.copyOf(resources);
        freshness = Map.copyOf(freshness);
    }

    public Optional<CloudResource> find(ResourceKey key) {
        return resources.stream().filter(resource -> resource.key().equals(key)).findFirst();
    }

    /**
     * Returns whether the resources of the cloud have been loaded completely, regardless of the other clouds. Returns
     * true if the viewer has no access in the cloud.
     */
    public boolean isComplete(CloudName cloud) {
        Freshness ofCloud = freshness.get(cloud);
        return ofCloud == null || ofCloud.complete();
    }
}
