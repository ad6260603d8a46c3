package org.stackdeck.simulator;

/**
 * An address of a server's port.
 *
 * @param type fixed or floating
 */
record PortAddress(SimulatedNetwork network, String ip, int version, String type, String mac) {

    boolean floating() {
        return type.equals("floating");
    }

    /** Of the floating IP. */
    String floatingId() {
        return Ids.dashed("floating-ip", ip);
    }
}
