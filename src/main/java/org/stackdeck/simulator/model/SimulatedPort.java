package org.stackdeck.simulator.model;

import java.util.ArrayList;
import java.util.List;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Neutron port.
 *
 * @param description empty for none
 * @param addresses fixed addresses and associated floating IPs
 * @param groups IDs of the port's security groups
 * @param filtered whether Neutron filters the port's traffic
 * @param addressPairs JSON array of the port's allowed address pairs
 * @param createdByNova whether Nova created the port and deletes it with the server
 */
public record SimulatedPort(
        String id,
        String name,
        String description,
        SimulatedProject project,
        SimulatedNetwork network,
        String mac,
        List<PortAddress> addresses,
        List<String> groups,
        boolean filtered,
        JsonNode addressPairs,
        boolean createdByNova) {

    /** Creates a port whose traffic is filtered, without description and allowed address pairs. */
    public SimulatedPort(
            String id,
            String name,
            SimulatedProject project,
            SimulatedNetwork network,
            String mac,
            List<PortAddress> addresses,
            List<String> groups,
            boolean createdByNova) {
        this(id, name, "", project, network, mac, addresses, groups, true, Json.array(), createdByNova);
    }

    public SimulatedPort {
        addresses = List.copyOf(addresses);
        groups = List.copyOf(groups);
    }

    public SimulatedPort withAddresses(List<PortAddress> others) {
        return with(name, description, others, groups, filtered, addressPairs);
    }

    public SimulatedPort withTexts(String newName, String newDescription) {
        return with(newName, newDescription, addresses, groups, filtered, addressPairs);
    }

    public SimulatedPort withFilter(boolean isFiltered, JsonNode pairs) {
        return with(name, description, addresses, groups, isFiltered, pairs);
    }

    private SimulatedPort with(
            String newName,
            String newDescription,
            List<PortAddress> newAddresses,
            List<String> newGroups,
            boolean isFiltered,
            JsonNode pairs) {
        return new SimulatedPort(
                id,
                newName,
                newDescription,
                project,
                network,
                mac,
                newAddresses,
                newGroups,
                isFiltered,
                pairs,
                createdByNova);
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
        return with(name, description, addresses, others, filtered, addressPairs);
    }

    public List<PortAddress> fixed() {
        return addresses.stream().filter(a -> !a.floating()).toList();
    }

    public ArrayNode fixedIps() {
        ArrayNode ips = Json.array();
        fixed().forEach(a -> ips.add(Json.object().put("subnet_id", a.subnet()).put("ip_address", a.ip())));
        return ips;
    }
}
