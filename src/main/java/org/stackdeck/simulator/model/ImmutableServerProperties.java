package org.stackdeck.simulator.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.SimulatedProject;

/**
 * Immutable properties of a server.
 *
 * @param number sequence number, which forms the name {@code instance-0000000a}
 * @param reservation reservation ID, which all servers of a request share
 * @param group ID of the server group, or null
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
