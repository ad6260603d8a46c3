package org.stackdeck.simulator.nova.create;

import java.util.Optional;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.SimulatedNetwork;
import org.stackdeck.simulator.state.DefaultResources;

/** Finds the networks that a project can see or that its servers can use. */
public final class AvailableNetworks {

    private AvailableNetworks() {}

    static Optional<SimulatedNetwork> findVisible(SimulatedProject project, String id) {
        return DefaultResources.networks().stream()
                .filter(n -> n.id().equals(id))
                .filter(n -> n.external() || n.project().equals(project))
                .findFirst();
    }

    /** @throws ApiException 404 if the project cannot see the network, 403 if the network is external */
    public static SimulatedNetwork require(SimulatedProject project, String id) {
        SimulatedNetwork network = findVisible(project, id)
                .orElseThrow(() -> ApiException.notFound("Network " + id + " could not be found."));
        if (network.external()) {
            throw ApiException.forbidden("It is not allowed to create an interface on external network " + id);
        }
        return network;
    }
}
