package org.stackdeck.simulator.model;

import org.jspecify.annotations.Nullable;

/**
 * A port and its server.
 *
 * @param server null if the port is not attached to a server
 */
public record PortAttachment(SimulatedPort port, @Nullable SimulatedServer server) {

    public boolean has(String floatingIp) {
        return port.addresses().stream().anyMatch(a -> a.floating() && a.ip().equals(floatingIp));
    }
}
