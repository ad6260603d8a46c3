package org.stackdeck.ui.resources.topology;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.resources.ResourceUpdates.ResourcePageData;

/**
 * Resources and servers of all projects that a viewer can see.
 *
 * @param receivedServers null until servers have been received
 * @param addressRanges address ranges of each network that has subnets
 */
@ViewLogic
record TopologyData(
        ResourcePageData resources,
        @Nullable Collection<Server> receivedServers,
        Map<CloudName, Freshness> serverFreshness,
        Map<ResourceKey, String> addressRanges) {

    static final Set<ResourceKind> KINDS =
            Set.of(ResourceKind.NETWORK, ResourceKind.SUBNET, ResourceKind.ROUTER, ResourceKind.PORT);

    static final TopologyData NONE = new TopologyData(ResourcePageData.NONE, null, Map.of(), Map.of());

    TopologyData with(ResourcePageData other) {
        return new TopologyData(other, receivedServers, serverFreshness, addressRanges(other));
    }

    TopologyData with(VisibleServersUpdate update) {
        return new TopologyData(resources, update.servers().values(), update.freshness(), addressRanges);
    }

    /** Returns the freshness of each cloud. The worst kind of resources, or the servers, count. */
    Map<CloudName, Freshness> freshness() {
        return Freshness.worst(Stream.of(resources.freshness(), serverFreshness));
    }

    Collection<Server> servers() {
        return receivedServers == null ? List.of() : receivedServers;
    }

    /** Returns whether the servers have been received and all resources have been loaded from the clouds. */
    boolean isReceived() {
        return receivedServers != null && isComplete();
    }

    /** Returns whether all resources have been loaded from the clouds. */
    boolean isComplete() {
        return resources.byKind().keySet().containsAll(KINDS)
                && resources.byKind().values().stream()
                        .flatMap(visible -> visible.freshness().values().stream())
                        .allMatch(Freshness::complete);
    }

    /** Returns the number of networks, routers and servers of each project. Omits projects without any of them. */
    Map<Project, Long> projectSizes() {
        return Stream.concat(
                        Stream.of(ResourceKind.NETWORK, ResourceKind.ROUTER)
                                .flatMap(kind -> resources.of(kind).resources().stream())
                                .map(CloudResource::project)
                                .filter(Objects::nonNull),
                        servers().stream().map(Server::project))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    TopologyGraph graph(Project project, TopologyGraphBuilder.Grouping grouping) {
        return TopologyGraphBuilder.build(
                project,
                resources.of(ResourceKind.NETWORK).resources(),
                resources.of(ResourceKind.ROUTER).resources(),
                resources.of(ResourceKind.PORT).resources(),
                servers(),
                grouping);
    }

    private static Map<ResourceKey, String> addressRanges(ResourcePageData resources) {
        return resources.of(ResourceKind.SUBNET).resources().stream()
                .filter(subnet -> subnet.text("network").isPresent()
                        && subnet.text("cidr").isPresent())
                .sorted((a, b) ->
                        a.text("cidr").orElse("").compareTo(b.text("cidr").orElse("")))
                .collect(Collectors.groupingBy(
                        subnet -> new ResourceKey(
                                subnet.cloud(),
                                ResourceKind.NETWORK,
                                subnet.text("network").orElseThrow()),
                        Collectors.mapping(subnet -> subnet.text("cidr").orElseThrow(), Collectors.joining(", "))));
    }
}
