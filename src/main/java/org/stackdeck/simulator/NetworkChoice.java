package org.stackdeck.simulator;

import java.util.Optional;

/** The networks that servers of a project can use. */
final class NetworkChoice {

    private NetworkChoice() {}

    static Optional<SimulatedNetwork> seen(SimulatedProject project, String id) {
        return Infrastructure.networks().stream()
                .filter(n -> n.id().equals(id))
                .filter(n -> n.external() || n.project().equals(project))
                .findFirst();
    }

    /** @throws Refusal 404 if the network does not exist, 403 if it is external */
    static SimulatedNetwork named(SimulatedProject project, String id) {
        SimulatedNetwork network =
                seen(project, id).orElseThrow(() -> Refusal.notFound("Network " + id + " could not be found."));
        if (network.external()) {
            throw Refusal.forbidden("It is not allowed to create an interface on external network " + id);
        }
        return network;
    }
}
