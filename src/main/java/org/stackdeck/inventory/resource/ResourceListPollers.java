package org.stackdeck.inventory.resource;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.inventory.replication.ResourceListLeases;

/** The poller of each kind in each cloud, created when it is needed first. */
final class ResourceListPollers {

    private final Clouds clouds;
    private final Clock clock;
    private final Clock monotonicClock;
    private final ResourceListLeases resourceListLeases;
    private final BiPredicate<CloudName, ResourceKind> demand;
    private final Consumer<ResourceKind> changed;
    private final Map<Key, ResourceListPoller> pollers = new ConcurrentHashMap<>();
    /** Times of the changes of clouds, by the monotonic clock. Lists that were requested before are not shown. */
    private final Map<CloudName, Instant> cloudsChangedAt = new ConcurrentHashMap<>();

    private record Key(CloudName cloud, ResourceKind kind) {}

    /**
     * @param demand returns whether a user views resources of the kind in the cloud
     * @param changed called after a list of the kind has changed; must not block
     */
    ResourceListPollers(
            Clouds clouds,
            Clock clock,
            Clock monotonicClock,
            ResourceListLeases resourceListLeases,
            BiPredicate<CloudName, ResourceKind> demand,
            Consumer<ResourceKind> changed) {
        this.clouds = clouds;
        this.clock = clock;
        this.monotonicClock = monotonicClock;
        this.resourceListLeases = resourceListLeases;
        this.demand = demand;
        this.changed = changed;
    }

    /** Returns the poller; empty if the list has not been needed yet. */
    Optional<ResourceListPoller> find(CloudName cloud, ResourceKind kind) {
        return Optional.ofNullable(pollers.get(new Key(cloud, kind)));
    }

    /** Returns the resource as last polled. */
    Optional<CloudResource> findKnown(ResourceKey key) {
        return find(key.cloud(), key.kind()).flatMap(poller -> poller.state().find(key.id()));
    }

    ResourceListPoller get(CloudName cloud, ResourceKind kind) {
        return pollers.computeIfAbsent(new Key(cloud, kind), _ -> {
            ResourceListPoller poller = new ResourceListPoller(
                    new ResourceListLoader(cloud, kind, clouds),
                    clock,
                    monotonicClock,
                    share(cloud, kind),
                    () -> demand.test(cloud, kind),
                    () -> changed.accept(kind));
            poller.start();
            return poller;
        });
    }

    Stream<ResourceListPoller> ofKind(ResourceKind kind) {
        return clouds.names().stream().map(cloud -> get(cloud, kind));
    }

    private @Nullable SharedResourceList share(CloudName cloud, ResourceKind kind) {
        return resourceListLeases
                .open(cloud, clouds.address(cloud), kind, monotonicClock)
                .map(list -> new SharedResourceList(
                        list, clock, monotonicClock, cloudsChangedAt.getOrDefault(cloud, Instant.MIN)))
                .orElse(null);
    }

    /** Stops the pollers of clouds that have changed, and discards their lists. */
    void remove(Set<CloudName> changedClouds) {
        changedClouds.forEach(cloud -> cloudsChangedAt.put(cloud, monotonicClock.instant()));
        pollers.entrySet().removeIf(entry -> {
            boolean selected = changedClouds.contains(entry.getKey().cloud());
            if (selected) {
                entry.getValue().stop();
            }
            return selected;
        });
    }

    void stop() {
        pollers.values().forEach(ResourceListPoller::stop);
        pollers.clear();
    }
}
