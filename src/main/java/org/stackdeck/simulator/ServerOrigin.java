package org.stackdeck.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a server is from its beginning and stays.
 *
 * @param number counts the servers, for {@code instance-0000000a}
 * @param image null when it boots from a volume
 * @param host the compute it is on; null when it never reached one
 */
record ServerOrigin(
        String id,
        int number,
        SimulatedProject project,
        String userId,
        Instant created,
        SimulatedFlavor flavor,
        @Nullable SimulatedImage image,
        @Nullable String keyName,
        @Nullable String host,
        boolean configDrive) {

    String instanceName() {
        return "instance-%08x".formatted(number);
    }

    String reservationId() {
        return "r-" + Ids.plain("reservation", id).substring(0, 8);
    }

    /** Nova's hash of host and project, by which a member can tell hosts apart without knowing them. */
    String hostId() {
        String at = host;
        return at == null ? "" : hostId(at, project.id());
    }

    static String hostId(String host, String projectId) {
        return (Ids.plain("host", host + projectId) + Ids.plain("host2", host + projectId)).substring(0, 56);
    }
}
