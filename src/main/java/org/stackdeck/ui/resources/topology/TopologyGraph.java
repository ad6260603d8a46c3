package org.stackdeck.ui.resources.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.ViewLogic;

/**
 * Networks, routers and servers of a project, and their connections.
 *
 * @param nodes ordered by type, name and ID
 * @param edges from external networks to routers, from routers to networks, and from networks to servers
 */
@ViewLogic
record TopologyGraph(List<Node> nodes, Set<Edge> edges) {

    static final TopologyGraph EMPTY = new TopologyGraph(List.of(), Set.of());

    /** Types of nodes, in the order in which traffic from outside the cloud reaches them. */
    enum NodeType {
        EXTERNAL_NETWORK("cloud"),
        ROUTER("router"),
        NETWORK("plug"),
        /** One server, or several servers that are connected to the same networks. */
        SERVER("server");

        private final String icon;

        NodeType(String icon) {
            this.icon = icon;
        }

        /** Returns the ID of the symbol in {@code icons.svg}. */
        String icon() {
            return icon;
        }
    }

    /**
     * @param id unique within the graph
     * @param resource the network or router; null for servers, and for networks of which only the name or the ID is
     * known
     * @param servers empty for networks and routers
     */
    record Node(
            String id, NodeType type, String name, @Nullable CloudResource resource, List<Server> servers) {

        static Node of(NodeType type, CloudResource resource) {
            return new Node(resource.id(), type, resource.displayName(), resource, List.of());
        }

        static Node of(Server server) {
            return new Node(server.id().value(), NodeType.SERVER, server.displayName(), null, List.of(server));
        }

        boolean isGroup() {
            return servers.size() > 1;
        }

        String searchText() {
            return servers.isEmpty()
                    ? name + " " + id
                    : servers.stream()
                            .map(server -> server.name() + " " + server.id().value() + " "
                                    + server.addresses().stream()
                                            .map(address -> address.ip())
                                            .collect(Collectors.joining(" ")))
                            .collect(Collectors.joining(" "));
        }
    }

    /** Connection between two nodes, by their IDs. */
    record Edge(String from, String to) {}

    /** Returns the neighbors of each connected node by the ID of the node, in the order of {@link #nodes}. */
    Map<String, List<Node>> neighbors() {
        Map<String, Set<String>> connected = new HashMap<>();
        for (Edge edge : edges) {
            connected.computeIfAbsent(edge.from(), _ -> new HashSet<>()).add(edge.to());
            connected.computeIfAbsent(edge.to(), _ -> new HashSet<>()).add(edge.from());
        }
        Map<String, List<Node>> neighbors = new HashMap<>();
        for (Node node : nodes) {
            connected
                    .getOrDefault(node.id(), Set.of())
                    .forEach(other -> neighbors
                            .computeIfAbsent(other, _ -> new ArrayList<>())
                            .add(node));
        }
        return neighbors;
    }

    boolean isGroup(String id) {
        return nodes.stream().anyMatch(node -> node.isGroup() && node.id().equals(id));
    }
}
