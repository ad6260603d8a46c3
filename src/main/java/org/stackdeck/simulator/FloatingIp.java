package org.stackdeck.simulator;

import java.time.Instant;

/**
 * A floating IP of a project's; which port it leads to, the port's addresses tell.
 *
 * @param revision how often it was changed
 */
record FloatingIp(String id, String ip, SimulatedProject project, String description, Instant created, int revision) {

    FloatingIp changed() {
        return new FloatingIp(id, ip, project, description, created, revision + 1);
    }
}
