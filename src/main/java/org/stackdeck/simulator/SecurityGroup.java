package org.stackdeck.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A security group of a project's. */
record SecurityGroup(String id, String name, String description, SimulatedProject project, List<Rule> rules) {

    /**
     * What it lets through.
     *
     * @param ethertype IPv4 or IPv6
     * @param protocol null for any
     * @param port null for all of them
     * @param remotePrefix null for everywhere, or where another group is meant
     * @param remoteGroup id of the group whose members are meant, or null
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
