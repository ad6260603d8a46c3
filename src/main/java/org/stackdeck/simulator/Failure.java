package org.stackdeck.simulator;

import java.time.Instant;
import java.util.List;

/** Why a server is in ERROR. */
record Failure(int code, String message, Instant created, String details) {

    /** Whether the server's metadata ask for this call of the driver to fail. */
    static boolean isWanted(SimulatedServer server, String driverCall) {
        return List.of(server.metadata().getOrDefault("lab_fail", "").split(","))
                .contains(driverCall);
    }
}
