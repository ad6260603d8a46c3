package org.stackdeck.simulator.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.SimulatedProject;

/**
 * Immutable properties of a server.
 *
 * @param number sequence number, from which the name {@code instance-0000000a} is formed
 * @param reservation reservation ID that all servers of a request share
 * @param group ID of the server group; null for none
 */
public record ImmutableServerProperties(
        String id,
        int number,
        SimulatedProject project,
        String userId,
        Instant created,
        boolean configDrive,
        String reservation,
        @Nullable String group) {

    public String instanceName() {
        return "instance-%08x".formatted(number);
    }
}
