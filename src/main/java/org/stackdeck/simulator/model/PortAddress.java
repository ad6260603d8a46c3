package org.stackdeck.simulator.model;

import org.stackdeck.simulator.support.StableIds;

/**
 * Address of a port.
 *
 * @param type fixed or floating
 */
public record PortAddress(SimulatedNetwork network, String ip, int version, String type, String mac) {

    public boolean floating() {
        return type.equals("floating");
    }

    /** Returns the ID of the floating IP with this address. Must be called only for a floating address. */
    public String floatingId() {
        return StableIds.dashed("floating-ip", ip);
    }
}
