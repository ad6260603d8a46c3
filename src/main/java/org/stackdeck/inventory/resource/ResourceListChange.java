package org.stackdeck.inventory.resource;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.cache.CompressedJson;
import org.stackdeck.inventory.resource.ResourceListState.ScopeKey;

/**
 * Part of the changes of a list of resources that a node publishes.
 *
 * @param complete whether a complete list begins with this part, which replaces all earlier changes
 * @param summary null in all parts but the last
 */
record ResourceListChange(boolean complete, @Nullable Summary summary, List<ScopeChange> changes) {

    private static final CompressedJson JSON = new CompressedJson();

    /** @param scopes all scopes, in the order of their lists */
    record Summary(Duration pace, List<Scope> scopes) {}

    /**
     * @param freshness without a time if the last request has succeeded, so that it does not change with each request
     * @param listed whether the scope has a list
     */
    record Scope(ScopeKey key, Freshness freshness, boolean listed) {}

    /** @param resources new and changed resources */
    record ScopeChange(ScopeKey scope, List<PublishedResource> resources, List<String> deleted) {}

    /**
     * A resource as it is published.
     *
     * @param times the values that are times, because JSON has no type for them
     */
    record PublishedResource(
            ResourceKind kind,
            CloudName cloud,
            String id,
            @Nullable Project project,
            String name,
            boolean published,
            Set<ProjectId> sharedWith,
            Map<String, Object> values,
            Map<String, Instant> times) {

        static PublishedResource of(CloudResource resource) {
            Map<String, Object> values = new HashMap<>(resource.values());
            Map<String, Instant> times = new HashMap<>();
            values.values().removeIf(Instant.class::isInstance);
            resource.values().forEach((field, value) -> {
                if (value instanceof Instant time) {
                    times.put(field, time);
                }
            });
            return new PublishedResource(
                    resource.kind(),
                    resource.cloud(),
                    resource.id(),
                    resource.project(),
                    resource.name(),
                    resource.published(),
                    resource.sharedWith(),
                    values,
                    times);
        }

        CloudResource resource() {
            Map<String, Object> all = new HashMap<>(values);
            all.putAll(times);
            return new CloudResource(kind, cloud, id, project, name, published, sharedWith, all);
        }
    }

    String serialize() {
        return JSON.writeText(this);
    }

    /**
     * @throws RuntimeException if the text is damaged, or another version of Stackdeck has written it in an
     *     incompatible format
     */
    static ResourceListChange parse(String text) {
        return JSON.readText(text, ResourceListChange.class);
    }
}
