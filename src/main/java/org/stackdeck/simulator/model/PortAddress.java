package org.stackdeck.simulator.model;

import org.stackdeck.simulator.support.StableIds;

/**
 * Address of a port.
 *
 * @param type fixed or floating
 * @param subnet ID of the subnet of a fixed address
 */
public record PortAddress(SimulatedNetwork network, String ip, int version, String type, String mac, String subnet) {

    /** Creates an address in the initial subnet of the network with this IP version. */
    public PortAddress(SimulatedNetwork network, String ip, int version, String type, String mac) {
        this(network, ip, version, type, mac, version == 4 ? network.subnetId() : network.subnet6Id());
    }

    public boolean floating() {
        return type.equals("floating");
    }

    /** Returns the ID of the floating IP with this address. Must be called only for a floating address. */
    public String floatingId() {
        return StableIds.dashed("floating-ip", ip);
    }
}
