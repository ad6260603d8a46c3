package org.stackdeck.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Neutron's ports, which are made of the servers' addresses. */
final class Ports {

    record Port(SimulatedServer server, SimulatedNetwork network, String mac, List<PortAddress> addresses) {

        String id() {
            return Ids.dashed("port", server.id() + "/" + mac);
        }

        ArrayNode fixedIps() {
            ArrayNode ips = Json.array();
            addresses.stream()
                    .filter(a -> !a.floating())
                    .forEach(a -> ips.add(Json.object()
                            .put("subnet_id", a.version() == 4 ? network.subnetId() : network.subnet6Id())
                            .put("ip_address", a.ip())));
            return ips;
        }

        ObjectNode attachment(Microversion version) {
            ObjectNode node = Json.object()
                    .put("net_id", network.id())
                    .put("port_id", id())
                    .put("mac_addr", mac)
                    .put("port_state", "ACTIVE");
            node.set("fixed_ips", fixedIps());
            if (version.atLeast(70)) {
                node.putNull("tag");
            }
            return node;
        }
    }

    private Ports() {}

    static List<Port> of(SimulatedServer server) {
        Map<String, Port> byMac = new LinkedHashMap<>();
        List<PortAddress> all = server.addresses();
        for (PortAddress address : all) {
            byMac.computeIfAbsent(
                    address.mac(),
                    mac -> new Port(
                            server,
                            address.network(),
                            mac,
                            all.stream().filter(a -> a.mac().equals(mac)).toList()));
        }
        return List.copyOf(byMac.values());
    }
}
