package org.stackdeck.simulator;

import org.jspecify.annotations.Nullable;

/**
 * A network with its one subnet for IPv4 and, where it has one, that for IPv6.
 *
 * @param prefix of its addresses: what comes before the last two parts of an IPv4 address
 * @param prefix6 of its IPv6 addresses, or null
 */
record SimulatedNetwork(
        String id,
        String name,
        SimulatedProject project,
        String cidr,
        String prefix,
        @Nullable String prefix6,
        boolean external) {

    String subnetId() {
        return Ids.dashed("subnet", name);
    }

    String subnet6Id() {
        return Ids.dashed("subnet6", name);
    }
}
