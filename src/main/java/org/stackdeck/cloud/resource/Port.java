package org.stackdeck.cloud.resource;

import java.util.List;

/**
 * A Neutron port.
 *
 * @param network the name of its network, or the id if the name is unknown
 * @param securityGroups ids of its security groups
 */
public record Port(String id, String mac, String network, List<String> ips, List<String> securityGroups)
        implements ProjectResource {

    public Port {
        ips = List.copyOf(ips);
        securityGroups = List.copyOf(securityGroups);
    }

    /** Returns the IP addresses, or the MAC address if there are none, because ports rarely have names. */
    @Override
    public String name() {
        return ips.isEmpty() ? mac : String.join(", ", ips);
    }
}
