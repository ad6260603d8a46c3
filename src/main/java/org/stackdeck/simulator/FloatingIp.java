package org.stackdeck.simulator;

import java.time.Instant;

/**
 * Floating IP of a project. The addresses of a port contain the association.
 *
 * @param revision number of changes
 */
record FloatingIp(String id, String ip, SimulatedProject project, String description, Instant created, int revision) {

    FloatingIp changed() {
        return new FloatingIp(id, ip, project, description, created, revision + 1);
    }
}
