package org.stackdeck.inventory.resource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.inventory.Freshness;

/**
 * The resources of a server in the lists of its cloud: the attached volumes, the ports with their networks, floating
 * IPs and security groups, the server groups and the flavor.
 *
 * @param byKind resources ordered by name; without the kinds whose list is incomplete for the server's project
 * @param confirmedAt earliest time at which the cloud confirmed one of the lists (local clock); null without lists
 * @param problem why a list is missing or outdated; null if none is
 * @param addresses addresses according to the ports and floating IPs; null if these lists are missing or outdated
 */
public record AttachedResources(
        Map<ResourceKind, List<CloudResource>> byKind,
        @Nullable Instant confirmedAt,
        Freshness.@Nullable Problem problem,
        @Nullable List<ServerAddress> addresses) {

    private static final Duration MAX_REQUEST = Duration.ofSeconds(5);

    private static final Set<ResourceKind> DEPENDS_ON_PORTS =
            Set.of(ResourceKind.FLOATING_IP, ResourceKind.SECURITY_GROUP, ResourceKind.NETWORK);

    public AttachedResources {
        byKind = Map.copyOf(byKind);
        addresses = addresses == null ? null : List.copyOf(addresses);
    }

    /** Returns the resources of the kind; empty if they are unknown. */
    public Optional<List<CloudResource>> find(ResourceKind kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /**
     * Returns the flavor; empty if it is unknown. Nova reports only the name of a server's flavor. After a flavor has
     * been deleted, another flavor can have its name.
     */
    public Optional<CloudResource> flavor() {
        return find(ResourceKind.FLAVOR).filter(found -> found.size() == 1).map(List::getFirst);
    }

    AttachedResources withConfirmedAt(@Nullable Instant other) {
        return new AttachedResources(byKind, other, problem, addresses);
    }

    /** Returns the server with the addresses of these resources, so that both are from the same time. */
    public Server withAddresses(Server server) {
        return addresses == null ? server : server.withAddresses(addresses);
    }

    /**
     * @param states must contain the ports if it contains networks, floating IPs or security groups
     * @param now by the local clock
     */
    static AttachedResources of(Server server, Map<ResourceKind, ResourceListState> states, Instant now) {
        List<Freshness.Problem> problems = new ArrayList<>();
        Map<ResourceKind, Freshness> complete = new EnumMap<>(ResourceKind.class);
        states.forEach((kind, state) -> {
            Freshness freshness = state.freshnessFor(scope -> scope.contains(server.project()));
            Optional.ofNullable(freshness.problem()).ifPresent(problems::add);
            if (freshness.complete()) {
                complete.put(kind, freshness);
            }
        });
        List<CloudResource> ports = complete.containsKey(ResourceKind.PORT)
                ? select(states, ResourceKind.PORT, isAttached(ResourceKind.PORT, server, List.of()))
                : List.of();
        Map<ResourceKind, List<CloudResource>> byKind = complete.keySet().stream()
                // Without the ports, their networks, floating IPs and security groups are unknown.
                .filter(kind -> !DEPENDS_ON_PORTS.contains(kind) || complete.containsKey(ResourceKind.PORT))
                .collect(Collectors.toMap(kind -> kind, kind -> select(states, kind, isAttached(kind, server, ports))));
        boolean current = Stream.of(ResourceKind.PORT, ResourceKind.FLOATING_IP)
                .allMatch(kind -> isCurrent(complete.get(kind), now));
        return new AttachedResources(
                byKind,
                complete.values().stream()
                        .map(Freshness::confirmedAt)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                problems.stream().findFirst().orElse(null),
                current ? AttachedAddresses.find(server, byKind, states).orElse(null) : null);
    }

    /** Returns whether the list is at most two intervals old, so that it is newer than the addresses from Nova. */
    private static boolean isCurrent(@Nullable Freshness list, Instant now) {
        if (list == null || list.problem() != null) {
            return false;
        }
        Instant confirmedAt = list.confirmedAt();
        Duration maxAge = list.pace().multipliedBy(2).plus(MAX_REQUEST);
        return confirmedAt != null && !confirmedAt.plus(maxAge).isBefore(now);
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
            case NETWORK -> {
                Set<String> ids = ports.stream()
                        .flatMap(port -> port.text("network").stream())
                        .collect(Collectors.toSet());
                yield network -> ids.contains(network.id());
            }
            case FLAVOR -> flavor -> flavor.name().equals(server.flavor().name());
            default -> throw new IllegalArgumentException(kind + " is not attached to servers");
        };
    }

    static boolean isOwn(CloudResource resource, Server server) {
        return resource.project() != null
                && resource.project().id().equals(server.project().id());
    }
}
