package org.stackdeck.cloud;

import java.util.List;

/**
 * A server's port.
 *
 * @param network the name of its network, or the id where the name is not known
 * @param securityGroups ids of the groups it is in
 */
public record Port(String id, String mac, String network, List<String> ips, List<String> securityGroups)
        implements Choice {

    public Port {
        ips = List.copyOf(ips);
        securityGroups = List.copyOf(securityGroups);
    }

    /** Ports seldom have a name of their own; people know them by their addresses. */
    @Override
    public String name() {
        return ips.isEmpty() ? mac : String.join(", ", ips);
    }
}
