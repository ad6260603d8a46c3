package org.stackdeck.simulator;

import org.jspecify.annotations.Nullable;

/**
 * Network with one IPv4 subnet and an optional IPv6 subnet.
 *
 * @param prefix first two parts of its IPv4 addresses
 * @param prefix6 prefix of its IPv6 addresses, or null
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
