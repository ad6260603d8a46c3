package org.stackdeck.simulator.model;

import java.util.ArrayList;
import java.util.List;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.node.ArrayNode;

/**
 * Neutron port.
 *
 * @param addresses fixed addresses and associated floating IPs
 * @param groups ids of its security groups
 * @param madeByNova whether Nova created it and deletes it with the server
 */
public record SimulatedPort(
        String id,
        String name,
        SimulatedProject project,
        SimulatedNetwork network,
        String mac,
        List<PortAddress> addresses,
        List<String> groups,
        boolean madeByNova) {

    public SimulatedPort {
        addresses = List.copyOf(addresses);
        groups = List.copyOf(groups);
    }

    public SimulatedPort withAddresses(List<PortAddress> others) {
        return new SimulatedPort(id, name, project, network, mac, others, groups, madeByNova);
    }

    public SimulatedPort withName(String newName) {
        return new SimulatedPort(id, newName, project, network, mac, addresses, groups, madeByNova);
    }

    public SimulatedPort inGroup(String group) {
        List<String> more = new ArrayList<>(groups);
        more.add(group);
        return withGroups(more);
    }

    public SimulatedPort outOfGroup(String group) {
        return withGroups(groups.stream().filter(g -> !g.equals(group)).toList());
    }

    public SimulatedPort withGroups(List<String> others) {
        return new SimulatedPort(id, name, project, network, mac, addresses, others, madeByNova);
    }

    public List<PortAddress> fixed() {
        return addresses.stream().filter(a -> !a.floating()).toList();
    }

    public ArrayNode fixedIps() {
        ArrayNode ips = Json.array();
        fixed().forEach(a -> ips.add(Json.object()
                .put("subnet_id", a.version() == 4 ? network.subnetId() : network.subnet6Id())
                .put("ip_address", a.ip())));
        return ips;
    }
}
