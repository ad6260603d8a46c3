package org.stackdeck.simulator;

/**
 * Address of a port.
 *
 * @param type fixed or floating
 */
record PortAddress(SimulatedNetwork network, String ip, int version, String type, String mac) {

    boolean floating() {
        return type.equals("floating");
    }

    /** ID of the floating IP. */
    String floatingId() {
        return Ids.dashed("floating-ip", ip);
    }
}
