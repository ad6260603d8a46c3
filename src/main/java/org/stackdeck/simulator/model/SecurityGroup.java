package org.stackdeck.simulator.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.SimulatedProject;

public record SecurityGroup(String id, String name, String description, SimulatedProject project, List<Rule> rules) {

    /**
     * A rule that allows traffic.
     *
     * @param project project to which the rule belongs and against whose quota the rule counts
     * @param ethertype IPv4 or IPv6
     * @param protocol null for any protocol
     * @param from first port, or the ICMP type; null for all
     * @param to last port, or the ICMP code; null for all
     * @param remotePrefix address range in CIDR notation; null for any address, or if a remote group is set
     * @param remoteGroup ID of the remote group; null for none
     * @param description null for a rule that Neutron creates
     */
    public record Rule(
            String id,
            SimulatedProject project,
            String direction,
            String ethertype,
            @Nullable String protocol,
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable String remotePrefix,
            @Nullable String remoteGroup,
            @Nullable String description) {}

    public SecurityGroup {
        rules = List.copyOf(rules);
    }

    public SecurityGroup withRules(List<Rule> others) {
        return new SecurityGroup(id, name, description, project, others);
    }
}
