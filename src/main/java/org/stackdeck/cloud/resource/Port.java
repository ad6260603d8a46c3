package org.stackdeck.cloud.resource;

import java.util.List;

/**
 * A Neutron port.
 *
 * @param network the name of the port's network, or the ID if the name is unknown
 * @param securityGroups IDs of the port's security groups
 * @param portSecurity whether Neutron filters the traffic of the port; if not, all traffic is allowed
 */
public record Port(
        String id, String mac, String network, List<String> ips, List<String> securityGroups, boolean portSecurity)
        implements SelectableResource {

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
