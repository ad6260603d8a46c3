package org.stackdeck.simulator.model;

import java.time.Instant;
import java.util.List;

/** Fault of a server in ERROR. */
public record ServerFault(int code, String message, Instant created, String details) {

    /** Returns whether the metadata of the server requests a failure of this driver call. */
    public static boolean isFailureRequested(SimulatedServer server, String driverCall) {
        return List.of(server.metadata().getOrDefault("lab_fail", "").split(","))
                .contains(driverCall);
    }
}
