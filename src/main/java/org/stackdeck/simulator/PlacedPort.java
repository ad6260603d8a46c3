package org.stackdeck.simulator;

import org.jspecify.annotations.Nullable;

/**
 * A port, and where it is.
 *
 * @param server null for one that is on none
 */
record PlacedPort(SimulatedPort port, @Nullable SimulatedServer server) {

    boolean has(String floatingIp) {
        return port.addresses().stream().anyMatch(a -> a.floating() && a.ip().equals(floatingIp));
    }
}
