package org.stackdeck.inventory.resource;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Freshness;

/**
 * The resources of a server in the lists of its cloud: the attached volumes, the ports with their floating IPs and
 * security groups, the server groups and the flavor.
 *
 * @param byKind resources ordered by name; without the kinds whose list is incomplete for the server's project
 * @param confirmedAt earliest time at which the cloud confirmed one of the lists (local clock); null without lists
 */
public record AttachedResources(
        Map<ResourceKind, List<CloudResource>> byKind,
        @Nullable Instant confirmedAt) {

    private static final Set<ResourceKind> DEPENDS_ON_PORTS =
            Set.of(ResourceKind.FLOATING_IP, ResourceKind.SECURITY_GROUP);

    public AttachedResources {
        byKind = Map.copyOf(byKind);
    }

    /** Returns the resources of the kind; empty if they are unknown. */
    public Optional<List<CloudResource>> find(ResourceKind kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /**
     * Returns the flavor; empty if it is unknown. Nova reports only the name of a server's flavor, which another flavor
     * can have after the flavor was deleted.
     */
    public Optional<CloudResource> flavor() {
        return find(ResourceKind.FLAVOR).filter(found -> found.size() == 1).map(List::getFirst);
    }

    /** @param states must contain the ports if it contains floating IPs or security groups */
    static AttachedResources of(Server server, Map<ResourceKind, ResourceListState> states) {
        Map<ResourceKind, Freshness> complete = new EnumMap<>(ResourceKind.class);
        states.forEach((kind, state) -> {
            Freshness freshness = state.freshnessFor(scope -> scope.contains(server.project()));
            if (freshness.complete()) {
                complete.put(kind, freshness);
            }
        });
        List<CloudResource> ports = complete.containsKey(ResourceKind.PORT)
                ? select(states, ResourceKind.PORT, isAttached(ResourceKind.PORT, server, List.of()))
                : List.of();
        return new AttachedResources(
                complete.keySet().stream()
                        // Without the ports, their floating IPs and security groups are unknown.
                        .filter(kind -> !DEPENDS_ON_PORTS.contains(kind) || complete.containsKey(ResourceKind.PORT))
                        .collect(Collectors.toMap(
                                kind -> kind, kind -> select(states, kind, isAttached(kind, server, ports)))),
                complete.values().stream()
                        .map(Freshness::confirmedAt)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }

    private static List<CloudResource> select(
            Map<ResourceKind, ResourceListState> states, ResourceKind kind, Predicate<CloudResource> selected) {
        return Stream.ofNullable(states.get(kind))
                .flatMap(state -> state.resources().stream())
                .filter(selected)
                .toList();
    }

    /**
     * Returns which resources belong to the server. Users can set the ID of any server in their own ports and volumes,
     * so only resources of the server's project count.
     */
    private static Predicate<CloudResource> isAttached(ResourceKind kind, Server server, List<CloudResource> ports) {
        String id = server.id().value();
        return switch (kind) {
            case PORT ->
                port -> isOwn(port, server)
                        && port.text("device").filter(id::equals).isPresent();
            case VOLUME, SERVER_GROUP ->
                resource -> isOwn(resource, server) && resource.texts("servers").contains(id);
            case FLOATING_IP -> {
                Set<String> ids = ports.stream().map(CloudResource::id).collect(Collectors.toSet());
                yield ip -> ip.text("port").filter(ids::contains).isPresent();
            }
            case SECURITY_GROUP -> {
                Set<String> ids = ports.stream()
                        .flatMap(port -> port.texts("securityGroups").stream())
                        .collect(Collectors.toSet());
                yield group -> ids.contains(group.id());
            }
            case FLAVOR -> flavor -> flavor.name().equals(server.flavor().name());
            default -> throw new IllegalArgumentException(kind + " is not attached to servers");
        };
    }

    private static boolean isOwn(CloudResource resource, Server server) {
        return resource.project() != null
                && resource.project().id().equals(server.project().id());
    }
}
