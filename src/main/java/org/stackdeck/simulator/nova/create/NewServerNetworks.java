package org.stackdeck.simulator.nova.create;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.PortAttachment;
import org.stackdeck.simulator.model.SimulatedNetwork;
import org.stackdeck.simulator.model.SimulatedPort;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.state.DefaultResources;
import org.stackdeck.simulator.state.NetworkStore;
import tools.jackson.databind.JsonNode;

/** Networks and ports of a new server. */
record NewServerNetworks(List<NetworkRequest> requests) {

    /**
     * A requested network interface.
     *
     * @param port existing port; null to create one
     * @param ip requested address of a new port; empty for any
     */
    record NetworkRequest(
            SimulatedNetwork network, @Nullable SimulatedPort port, String ip) {}

    /**
     * @param wanted a list, {@code auto}, {@code none}, or missing
     * @throws ApiException 400 or 409 with Nova's message
     */
    static NewServerNetworks of(JsonNode wanted, SimulatedProject project, NetworkStore networks, int servers) {
        if (wanted.isString() && wanted.asString().equals("none")) {
            return new NewServerNetworks(List.of());
        }
        if (!wanted.isArray() || wanted.isEmpty()) {
            return new NewServerNetworks(List.of(new NetworkRequest(DefaultResources.networkOf(project), null, "")));
        }
        List<NetworkRequest> networkRequests = new ArrayList<>();
        Set<String> ports = new HashSet<>();
        for (JsonNode node : wanted) {
            networkRequests.add(
                    node.path("port").isString()
                            ? ofPort(node, project, networks, ports)
                            : ofNetwork(node, project, networks));
        }
        if (servers > 1 && !ports.isEmpty()) {
            throw ApiException.badRequest(
                    "Failed to launch instances: Unable to launch multiple instances with a single"
                            + " configured port ID. Please launch your instance one by one with different ports.");
        }
        return new NewServerNetworks(List.copyOf(networkRequests));
    }

    private static NetworkRequest ofPort(
            JsonNode node, SimulatedProject project, NetworkStore networks, Set<String> ports) {
        String id = node.path("port").asString("");
        if (!ports.add(id)) {
            throw ApiException.badRequest(
                    "Port ID '%s' was specified twice: you cannot attach a port multiple times.".formatted(id));
        }
        if (node.has("fixed_ip")) {
            throw ApiException.badRequest(
                    "Specified Fixed IP '%s' cannot be used with port '%s': the two cannot be specified together."
                            .formatted(node.path("fixed_ip").asString(""), id));
        }
        PortAttachment placed = networks.port(id)
                .filter(p -> p.port().project().equals(project))
                .orElseThrow(() -> ApiException.badRequest("Port id " + id + " could not be found."));
        if (placed.server() != null) {
            throw ApiException.conflict("Port " + id + " is still in use.");
        }
        return new NetworkRequest(placed.port().network(), placed.port(), "");
    }

    private static NetworkRequest ofNetwork(JsonNode node, SimulatedProject project, NetworkStore networks) {
        String id = node.path("uuid").asString("");
        if (id.isEmpty()) {
            throw ApiException.badRequest("Bad network format: missing 'uuid'");
        }
        SimulatedNetwork network = networks.findNetwork(project, id)
                .orElseThrow(() -> ApiException.badRequest("Network " + id + " could not be found."));
        AvailableNetworks.requireSubnet(networks, network);
        String ip = node.path("fixed_ip").asString("");
        networks.withFixedIp(network, ip).findFirst().ifPresent(p -> {
            SimulatedServer other = p.server();
            throw ApiException.badRequest("Fixed IP address %s is already in use on instance %s."
                    .formatted(ip, other == null ? "None" : other.id()));
        });
        return new NetworkRequest(network, null, ip);
    }

    /**
     * Returns whether the request contains an external network, or an address that is not in the network. Nova's API
     * accepts both, but the compute service cannot create the port.
     */
    boolean cannotBeAllocated(NetworkStore networks) {
        return requests.stream()
                .anyMatch(w -> w.network().external()
                        || (!w.ip().isEmpty()
                                && networks.address(w.network(), w.ip(), "").isEmpty()));
    }

    /** Returns the ports of the server. Creates a port for each request without an existing port. */
    List<SimulatedPort> ports(NewServerPlan plan, NetworkStore networks) {
        return requests.stream()
                .map(networkRequest -> port(networkRequest, plan, networks))
                .toList();
    }

    private static SimulatedPort port(NetworkRequest networkRequest, NewServerPlan plan, NetworkStore networks) {
        if (networkRequest.port() != null) {
            return networkRequest.port();
        }
        SimulatedPort simulatedPort =
                networks.newPort(plan.project(), networkRequest.network(), "", plan.groups(), true);
        return networkRequest.ip().isEmpty()
                ? simulatedPort
                : simulatedPort.withAddresses(
                        networks.address(networkRequest.network(), networkRequest.ip(), simulatedPort.mac()).stream()
                                .toList());
    }
}
