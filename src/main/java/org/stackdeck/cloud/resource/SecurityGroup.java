package org.stackdeck.cloud.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;

public record SecurityGroup(
        String id, String name, @Nullable String description, List<Rule> rules) implements ProjectResource {

    public SecurityGroup {
        rules = List.copyOf(rules);
    }

    /**
     * A rule that allows traffic.
     *
     * @param ingress true for incoming, false for outgoing traffic
     * @param protocol null for all
     * @param from first port, or ICMP type; null for all
     * @param to last port, or ICMP code; null for all
     * @param remote an address prefix or the name of a security group (its ID if the name is unknown); null for all
     */
    public record Rule(
            boolean ingress,
            String etherType,
            @Nullable String protocol,
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable String remote) {}
}
