package org.stackdeck.simulator;

import java.time.Instant;
import java.util.List;

/** Fault of a server in ERROR. */
record Failure(int code, String message, Instant created, String details) {

    /** Whether the metadata of the server requests that this driver call fails. */
    static boolean isWanted(SimulatedServer server, String driverCall) {
        return List.of(server.metadata().getOrDefault("lab_fail", "").split(","))
                .contains(driverCall);
    }
}
