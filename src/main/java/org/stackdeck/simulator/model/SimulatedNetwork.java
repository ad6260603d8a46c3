package org.stackdeck.simulator.model;

import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.support.StableIds;

/**
 * Network with one IPv4 subnet and an optional IPv6 subnet.
 *
 * @param prefix first two octets of the IPv4 addresses, each followed by a dot
 * @param prefix6 prefix of the IPv6 addresses; null without an IPv6 subnet
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
