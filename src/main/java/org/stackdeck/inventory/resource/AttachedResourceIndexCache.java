package org.stackdeck.inventory.resource;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.resource.ResourceKind;

/** Indexes that all viewers share. The index of a kind is computed again only after one of its lists has changed. */
final class AttachedResourceIndexCache {

    private final ResourceListPollers pollers;
    private final Map<Key, AttachedByServer> indexes = new ConcurrentHashMap<>();

    private record Key(CloudName cloud, ResourceKind kind) {}

    AttachedResourceIndexCache(ResourceListPollers pollers) {
        this.pollers = pollers;
    }

    AttachedResourceIndex get(Set<ResourceKind> kinds) {
        return new AttachedResourceIndex(kinds.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        kind -> pollers.ofKind(kind)
                                .map(ResourceListPoller::cloud)
                                .collect(Collectors.toUnmodifiableMap(
                                        Function.identity(), cloud -> get(cloud, kind))))));
    }

    /** Reads the lists within the computation, so that a later result is never replaced by an earlier one. */
    private AttachedByServer get(CloudName cloud, ResourceKind kind) {
        return indexes.compute(
                new Key(cloud, kind),
                (_, previous) -> AttachedByServer.of(
                        kind,
                        AttachedByServer.listsFor(kind).stream()
                                .collect(Collectors.toMap(
                                        Function.identity(),
                                        list -> pollers.get(cloud, list).state())),
                        previous));
    }

    /** Removes the indexes of clouds whose lists were discarded. */
    void remove(Set<CloudName> clouds) {
        indexes.keySet().removeIf(key -> clouds.contains(key.cloud()));
    }
}
