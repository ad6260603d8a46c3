package org.stackdeck.ui.resources.topology;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.ui.component.StateStyle;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.resources.ResourceRoutes;
import org.stackdeck.ui.resources.ResourceStates;
import org.stackdeck.ui.resources.topology.TopologyGraph.Node;
import org.stackdeck.ui.servers.navigation.ServerRoutes;
import org.stackdeck.ui.servers.state.ServerStateGroup;

/**
 * Texts, states and links of nodes.
 *
 * @param addressRanges returns the address ranges of a network
 */
record TopologyLabels(Messages messages, Function<CloudResource, String> addressRanges) {

    private static final StateStyle NONE = new StateStyle("unknown", "s-unknown");

    String type(Node node) {
        return messages.text("resources.topology.type." + node.type().name());
    }

    String name(Node node) {
        return node.isGroup()
                ? messages.text("resources.topology.servers", node.servers().size())
                : node.name();
    }

    /** Returns the addresses of a network or server, or the number of servers of a group in each state. */
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
        return node.resource() == null ? "" : addressRanges.apply(node.resource());
    }

    /** The state of a group is the one that needs most attention. */
    StateStyle style(Node node) {
        if (node.resource() != null) {
            return ResourceStates.style(node.resource());
        }
        return node.servers().stream()
                .map(ServerStateGroup::of)
                .max(Comparator.comparingInt(TopologyLabels::urgency))
                .map(group -> new StateStyle(group.tone().cssClass(), group.icon()))
                .orElse(NONE);
    }

    private static int urgency(ServerStateGroup group) {
        return switch (group.tone()) {
            case ERROR -> 4;
            case ATTENTION -> 3;
            case MOVING -> 2;
            case RUNNING -> 1;
            case REST -> 0;
        };
    }

    /** Returns the state; empty for a group, whose {@link #info} contains the states. */
    String state(Node node) {
        if (node.resource() != null) {
            return node.resource().status();
        }
        return node.servers().size() == 1
                ? label(ServerStateGroup.of(node.servers().getFirst()))
                : "";
    }

    private String label(ServerStateGroup group) {
        return messages.text("servers.group." + group.code());
    }

    /** Returns the path of the node's page; empty if there is none. */
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
}
