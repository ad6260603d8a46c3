package org.stackdeck.inventory.resource;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.resource.ResourceKind;

/** Indexes that all viewers share. An index is computed again only after one of its lists has changed. */
final class AttachedResourceIndexCache {

    private final Map<Set<ResourceKind>, AttachedResourceIndex> indexes = new ConcurrentHashMap<>();

    /** Returns the kinds whose lists are needed to find resources of the kind. */
    static Set<ResourceKind> listsFor(ResourceKind kind) {
        return switch (kind) {
            case VOLUME -> Set.of(ResourceKind.VOLUME);
            case SECURITY_GROUP -> Set.of(ResourceKind.PORT, ResourceKind.SECURITY_GROUP);
            default -> throw new IllegalArgumentException(kind + " has no index");
        };
    }

    static Set<ResourceKind> listsFor(Set<ResourceKind> kinds) {
        return kinds.stream().flatMap(kind -> listsFor(kind).stream()).collect(Collectors.toUnmodifiableSet());
    }

    AttachedResourceIndex get(Set<ResourceKind> kinds, Function<ResourceKind, Stream<ResourceListPoller>> pollers) {
        Map<CloudName, Map<ResourceKind, ResourceListState>> states = new HashMap<>();
        listsFor(kinds)
                .forEach(kind -> pollers.apply(kind)
                        .forEach(
                                poller -> states.computeIfAbsent(poller.cloud(), _ -> new EnumMap<>(ResourceKind.class))
                                        .put(kind, poller.state())));
        return indexes.compute(
                kinds,
                (_, previous) ->
                        AttachedResourceIndex.of(states, previous == null ? AttachedResourceIndex.NONE : previous));
    }
}
