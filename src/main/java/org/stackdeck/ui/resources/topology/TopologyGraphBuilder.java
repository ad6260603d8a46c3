package org.stackdeck.ui.resources.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.resources.topology.TopologyGraph.Edge;
import org.stackdeck.ui.resources.topology.TopologyGraph.Node;
import org.stackdeck.ui.resources.topology.TopologyGraph.NodeType;
import org.stackdeck.ui.search.NaturalOrderComparator;

/**
 * Builds the topology of a project from the resources and servers that a viewer can see. The ports determine the
 * connections. If a server has no visible ports, the network names of its addresses determine them.
 */
@ViewLogic
final class TopologyGraphBuilder {

    private final Project project;
    private final Map<String, CloudResource> networks;
    private final Map<String, CloudResource> routers;
    private final Map<String, Server> servers;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Set<Edge> edges = new LinkedHashSet<>();

    private TopologyGraphBuilder(
            Project project,
            Collection<CloudResource> networks,
            Collection<CloudResource> routers,
            Collection<Server> servers) {
        this.project = project;
        this.networks = networks.stream()
                .filter(network -> network.cloud().equals(project.cloud()))
                .collect(Collectors.toMap(CloudResource::id, Function.identity()));
        this.routers =
                routers.stream().filter(this::isOwn).collect(Collectors.toMap(CloudResource::id, Function.identity()));
        this.servers = servers.stream()
                .filter(server -> server.project().equals(project))
                .collect(Collectors.toMap(server -> server.id().value(), Function.identity()));
    }

    /** @param ports ports of all projects; ports of other devices than servers and routers are ignored */
    static TopologyGraph build(
            Project project,
            Collection<CloudResource> networks,
            Collection<CloudResource> routers,
            Collection<CloudResource> ports,
            Collection<Server> servers,
            Grouping grouped) {
        TopologyGraphBuilder builder = new TopologyGraphBuilder(project, networks, routers, servers);
        builder.addNetworksAndRouters();
        builder.addServers(builder.connect(ports), grouped);
        return new TopologyGraph(
                builder.nodes.values().stream()
                        .sorted(Comparator.comparing(Node::type)
                                .thenComparing(Node::name, NaturalOrderComparator.INSTANCE)
                                .thenComparing(Node::id))
                        .toList(),
                Set.copyOf(builder.edges));
    }

    /** Decides whether a number of servers with the same networks form one node with this ID. */
    interface Grouping {
        boolean isGrouped(String id, int count);
    }

    private boolean isOwn(CloudResource resource) {
        return resource.cloud().equals(project.cloud())
                && resource.project() != null
                && resource.project().id().equals(project.id());
    }

    private void addNetworksAndRouters() {
        networks.values().stream().filter(this::isOwn).forEach(this::addNetwork);
        for (CloudResource router : routers.values()) {
            nodes.put(router.id(), Node.of(NodeType.ROUTER, router));
            router.text("externalNetwork").ifPresent(id -> {
                CloudResource network = networks.get(id);
                if (network != null) {
                    addNetwork(network);
                } else {
                    nodes.put(id, new Node(id, NodeType.EXTERNAL_NETWORK, id, null, List.of()));
                }
                edges.add(new Edge(id, router.id()));
            });
        }
    }

    private void addNetwork(CloudResource network) {
        boolean external = Boolean.TRUE.equals(network.values().get("external"));
        nodes.putIfAbsent(network.id(), Node.of(external ? NodeType.EXTERNAL_NETWORK : NodeType.NETWORK, network));
    }

    /**
     * Connects the routers, and returns the IDs of the networks of each server. Users can set the ID of any server as
     * the device of their ports. A port of another project therefore counts only on a network of this project and, for
     * a server, only if the server has an address in the network.
     */
    private Map<String, Set<String>> connect(Collection<CloudResource> ports) {
        Map<String, Set<String>> networksOfServers = new HashMap<>();
        for (CloudResource port : ports) {
            String device = port.text("device").orElse("");
            CloudResource network = networks.get(port.text("network").orElse(""));
            if (network == null || !(isOwn(port) || isOwn(network))) {
                continue;
            }
            Server server = servers.get(device);
            if (server != null && (isOwn(port) || hasAddressIn(server, network))) {
                addNetwork(network);
                networksOfServers.computeIfAbsent(device, _ -> new TreeSet<>()).add(network.id());
            } else if (routers.containsKey(device) && port.isRouterInterface()) {
                addNetwork(network);
                edges.add(new Edge(device, network.id()));
            }
        }
        servers.forEach((id, server) -> networksOfServers.computeIfAbsent(id, _ -> networksByName(server)));
        return networksOfServers;
    }

    private static boolean hasAddressIn(Server server, CloudResource network) {
        return server.addresses().stream().anyMatch(address -> address.network().equals(network.name()));
    }

    private Set<String> networksByName(Server server) {
        Set<String> ids = new TreeSet<>();
        for (String name :
                server.addresses().stream().map(ServerAddress::network).collect(Collectors.toSet())) {
            List<CloudResource> sameName = networks.values().stream()
                    .filter(network -> network.name().equals(name) && network.isAvailableTo(project.id()))
                    .toList();
            if (sameName.size() == 1) {
                addNetwork(sameName.getFirst());
                ids.add(sameName.getFirst().id());
            } else {
                String id = "name:" + name;
                nodes.putIfAbsent(id, new Node(id, NodeType.NETWORK, name, null, List.of()));
                ids.add(id);
            }
        }
        return ids;
    }

    private void addServers(Map<String, Set<String>> networksOfServers, Grouping grouping) {
        Map<String, List<Server>> byNetworks = new TreeMap<>();
        servers.forEach((id, server) -> byNetworks
                .computeIfAbsent(
                        "servers:" + String.join(",", networksOfServers.getOrDefault(id, Set.of())),
                        _ -> new ArrayList<>())
                .add(server));
        byNetworks.forEach((id, members) -> {
            members.sort(Comparator.comparing(Server::displayName, NaturalOrderComparator.INSTANCE));
            Set<String> connected =
                    networksOfServers.getOrDefault(members.getFirst().id().value(), Set.of());
            if (members.size() > 1 && grouping.isGrouped(id, members.size())) {
                add(new Node(id, NodeType.SERVER, "", null, members), connected);
            } else {
                members.forEach(server -> add(Node.of(server), connected));
            }
        });
    }

    private void add(Node node, Set<String> connected) {
        nodes.put(node.id(), node);
        connected.forEach(network -> edges.add(new Edge(network, node.id())));
    }
}
