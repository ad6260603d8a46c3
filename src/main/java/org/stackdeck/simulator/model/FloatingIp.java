package org.stackdeck.simulator.model;

import java.time.Instant;
import org.stackdeck.simulator.keystone.SimulatedProject;

/**
 * Floating IP of a project. The addresses of a port contain the association with the port.
 *
 * @param revision number of changes
 */
public record FloatingIp(
        String id, String ip, SimulatedProject project, String description, Instant created, int revision) {

    public FloatingIp withDescription(String newDescription) {
        return new FloatingIp(id, ip, project, newDescription, created, revision + 1);
    }

    public FloatingIp withNextRevision() {
        return new FloatingIp(id, ip, project, description, created, revision + 1);
    }
}
