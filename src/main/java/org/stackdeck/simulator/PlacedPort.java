package org.stackdeck.simulator;

import org.jspecify.annotations.Nullable;

/**
 * A port and its server.
 *
 * @param server null if the port is not attached
 */
record PlacedPort(SimulatedPort port, @Nullable SimulatedServer server) {

    boolean has(String floatingIp) {
        return port.addresses().stream().anyMatch(a -> a.floating() && a.ip().equals(floatingIp));
    }
}
