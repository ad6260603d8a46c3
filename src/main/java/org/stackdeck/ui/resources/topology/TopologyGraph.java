package org.stackdeck.ui.resources.topology;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.ViewLogic;

/**
 * The networks, routers and servers of a project, and their connections.
 *
 * @param nodes ordered by type and name
 * @param edges from external networks to routers, from routers to networks, and from networks to servers
 */
@ViewLogic
record TopologyGraph(List<Node> nodes, Set<Edge> edges) {

    static final TopologyGraph EMPTY = new TopologyGraph(List.of(), Set.of());

    /** In the order in which traffic from outside reaches them. */
    enum NodeType {
        EXTERNAL_NETWORK("cloud"),
        ROUTER("expand"),
        NETWORK("plug"),
        /** One server, or several that are connected to the same networks. */
        SERVER("server");

        private final String icon;

        NodeType(String icon) {
            this.icon = icon;
        }

        /** ID of the symbol in {@code icons.svg}. */
        String icon() {
            return icon;
        }
    }

    /**
     * @param id unique within the graph
     * @param resource the network or router; null for servers, and for a network of which only the name or ID is known
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

    /** A connection between the nodes with these IDs. */
    record Edge(String from, String to) {}

    /** Returns the nodes that are connected to the node. */
    List<Node> neighbors(Node node) {
        return nodes.stream()
                .filter(other -> edges.contains(new Edge(other.id(), node.id()))
                        || edges.contains(new Edge(node.id(), other.id())))
                .toList();
    }
}
