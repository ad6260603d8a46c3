package org.stackdeck.simulator.model;

import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.support.StableIds;

/**
 * Network with one IPv4 subnet and an optional IPv6 subnet.
 *
 * @param prefix first two octets of its IPv4 addresses, each followed by a dot
 * @param prefix6 prefix of its IPv6 addresses, or null
 */
public record SimulatedNetwork(
        String id,
        String name,
        SimulatedProject project,
        String cidr,
        String prefix,
        @Nullable String prefix6,
        boolean external) {

    public String subnetId() {
        return StableIds.dashed("subnet", name);
    }

    public String subnet6Id() {
        return StableIds.dashed("subnet6", name);
    }
}
