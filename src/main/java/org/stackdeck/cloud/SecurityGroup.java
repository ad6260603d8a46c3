package org.stackdeck.cloud;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is let in and out of the ports that are in it. */
public record SecurityGroup(
        String id, String name, @Nullable String description, List<Rule> rules) implements Choice {

    public SecurityGroup {
        rules = List.copyOf(rules);
    }

    /**
     * One thing that is let through.
     *
     * @param ingress whether into the server
     * @param protocol null for every one
     * @param from first port, or ICMP's type; null for every one
     * @param to last port, or ICMP's code; null for every one
     * @param remote a prefix, or the name of another group; null for everywhere
     */
    public record Rule(
            boolean ingress,
            String etherType,
            @Nullable String protocol,
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable String remote) {}
}
