package org.stackdeck.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Security group of a project. */
record SecurityGroup(String id, String name, String description, SimulatedProject project, List<Rule> rules) {

    /**
     * A rule that allows traffic.
     *
     * @param ethertype IPv4 or IPv6
     * @param protocol null for any
     * @param port null for all
     * @param remotePrefix null for any address, or if a remote group is set
     * @param remoteGroup ID of the remote group, or null
     */
    record Rule(
            String id,
            String direction,
            String ethertype,
            @Nullable String protocol,
            @Nullable Integer port,
            @Nullable String remotePrefix,
            @Nullable String remoteGroup) {}

    SecurityGroup {
        rules = List.copyOf(rules);
    }
}
