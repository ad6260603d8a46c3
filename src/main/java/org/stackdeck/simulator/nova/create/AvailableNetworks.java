package org.stackdeck.simulator.nova.create;

import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.SimulatedNetwork;
import org.stackdeck.simulator.state.NetworkStore;

/** Finds the networks that the servers of a project can use. */
public final class AvailableNetworks {

    private AvailableNetworks() {}

    /**
     * @throws ApiException 404 if the project cannot see the network, 403 if the network is external, 400 if it has no
     *     subnet
     */
    public static SimulatedNetwork require(NetworkStore networks, SimulatedProject project, String id) {
        SimulatedNetwork network = networks.findNetwork(project, id)
                .orElseThrow(() -> ApiException.notFound("Network " + id + " could not be found."));
        if (network.external()) {
            throw ApiException.forbidden("It is not allowed to create an interface on external network " + id);
        }
        requireSubnet(networks, network);
        return network;
    }

    static void requireSubnet(NetworkStore networks, SimulatedNetwork network) {
        if (network.cidr().isEmpty() && networks.subnets(network).isEmpty()) {
            throw ApiException.badRequest(
                    "Network %s requires a subnet in order to boot instances on.".formatted(network.id()));
        }
    }
}
