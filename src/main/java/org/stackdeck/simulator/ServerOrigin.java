package org.stackdeck.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Immutable properties of a server.
 *
 * @param number sequence number, for {@code instance-0000000a}
 * @param reservation shared by all servers of a request
 * @param group ID of the server group, or null
 */
record ServerOrigin(
        String id,
        int number,
        SimulatedProject project,
        String userId,
        Instant created,
        boolean configDrive,
        String reservation,
        @Nullable String group) {

    String instanceName() {
        return "instance-%08x".formatted(number);
    }
}
