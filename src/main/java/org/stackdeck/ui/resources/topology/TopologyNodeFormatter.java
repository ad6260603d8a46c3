package org.stackdeck.ui.resources.topology;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.inventory.search.SearchQuery;
import org.stackdeck.ui.component.StateStyle;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.resources.ResourceRoutes;
import org.stackdeck.ui.resources.ResourceStateStyles;
import org.stackdeck.ui.resources.ResourceValueFormatter;
import org.stackdeck.ui.resources.topology.TopologyDiagram.DiagramNode;
import org.stackdeck.ui.resources.topology.TopologyGraph.Node;
import org.stackdeck.ui.servers.navigation.ServerRoutes;
import org.stackdeck.ui.servers.state.ServerStateBadge;
import org.stackdeck.ui.servers.state.StateTone;

/**
 * Creates the texts, states and links of nodes.
 *
 * @param addressRanges address ranges of each network that has subnets
 */
record TopologyNodeFormatter(Messages messages, Map<ResourceKey, String> addressRanges) {

    /** Maximum number of connections that the table lists for a node. */
    private static final int MAX_CONNECTIONS = 20;

    private static final StateStyle NONE = new StateStyle("unknown", "s-unknown");

    String type(Node node) {
        return messages.text("resources.topology.type." + node.type().name());
    }

    String name(Node node) {
        return node.isGroup()
                ? messages.text("resources.topology.servers", node.servers().size())
                : node.name();
    }

    /**
     * Returns the address ranges of a network, the addresses of a server, or the number of servers of a group in each
     * state. Returns an empty string for other nodes.
     */
    String info(Node node) {
        if (node.isGroup()) {
            Map<ServerStateGroup, Long> counts = node.servers().stream()
                    .collect(Collectors.groupingBy(ServerStateGroup::of, TreeMap::new, Collectors.counting()));
            return counts.entrySet().stream()
                    .map(count -> count.getValue() + " " + label(count.getKey()))
                    .collect(Collectors.joining(", "));
        }
        if (!node.servers().isEmpty()) {
            return node.servers().getFirst().addresses().stream()
                    .map(ServerAddress::ip)
                    .collect(Collectors.joining(", "));
        }
        return node.resource() == null
                ? ""
                : addressRanges.getOrDefault(node.resource().key(), "");
    }

    /** Returns the style of the state. The style of a group is that of the state that needs the most attention. */
    StateStyle style(Node node) {
        if (node.resource() != null) {
            return ResourceStateStyles.style(node.resource());
        }
        return node.servers().stream()
                .map(ServerStateGroup::of)
                .max(Comparator.comparingInt(TopologyNodeFormatter::urgency))
                .map(group -> new StateStyle(StateTone.of(group).cssClass(), ServerStateBadge.icon(group)))
                .orElse(NONE);
    }

    private static int urgency(ServerStateGroup group) {
        return switch (StateTone.of(group)) {
            case ERROR -> 4;
            case ATTENTION -> 3;
            case MOVING -> 2;
            case RUNNING -> 1;
            case REST -> 0;
        };
    }

    /**
     * Returns the state. Returns an empty string for a group, because {@link #info} contains its states, and for a
     * network of which only the name or the ID is known.
     */
    String state(Node node) {
        if (node.resource() != null) {
            return ResourceValueFormatter.status(node.resource(), messages);
        }
        return node.servers().size() == 1
                ? label(ServerStateGroup.of(node.servers().getFirst()))
                : "";
    }

    private String label(ServerStateGroup group) {
        return messages.text("servers.group." + group.code());
    }

    /** Returns the path of the page of the node; an empty string if there is none. */
    String path(Node node) {
        if (node.resource() != null) {
            return ResourceRoutes.resourcePath(node.resource());
        }
        if (node.servers().size() != 1) {
            return "";
        }
        Server server = node.servers().getFirst();
        return ServerRoutes.serverPath(server.key());
    }

    boolean matches(Node node, SearchQuery<?> terms) {
        return terms.isContainedIn(node.searchText() + " " + info(node) + " " + state(node) + " " + type(node));
    }

    DiagramNode diagramNode(Node node, SearchQuery<?> terms) {
        return new DiagramNode(
                node.id(),
                node.type().icon(),
                type(node),
                name(node),
                info(node),
                style(node).tone(),
                style(node).icon(),
                state(node),
                path(node),
                node.isGroup(),
                matches(node, terms));
    }

    TopologyGrid.Row row(Node node, List<Node> neighbors) {
        String connections =
                neighbors.stream().limit(MAX_CONNECTIONS).map(this::name).collect(Collectors.joining(", "));
        return new TopologyGrid.Row(
                node.id(),
                name(node),
                path(node),
                type(node),
                style(node),
                state(node),
                info(node),
                neighbors.size() <= MAX_CONNECTIONS
                        ? connections
                        : connections + ", "
                                + messages.text("servers.bulk.left-out.more", neighbors.size() - MAX_CONNECTIONS));
    }
}
