package org.stackdeck.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a server is from its beginning and stays.
 *
 * @param number counts the servers, for {@code instance-0000000a}
 * @param reservation of all that were made by one request
 * @param group id of its server group, or null
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
