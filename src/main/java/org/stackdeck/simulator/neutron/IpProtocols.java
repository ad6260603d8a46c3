package org.stackdeck.simulator.neutron;

import java.util.Set;

/** The protocols of Neutron's rules (neutron_lib, {@code IP_PROTOCOL_MAP}). */
final class IpProtocols {

    private static final Set<String> NAMES = Set.of(
            "",
            "any",
            "ah",
            "dccp",
            "egp",
            "esp",
            "gre",
            "hopopt",
            "icmp",
            "icmpv6",
            "igmp",
            "ip",
            "ipip",
            "ipv6-encap",
            "ipv6-frag",
            "ipv6-icmp",
            "ipv6-nonxt",
            "ipv6-opts",
            "ipv6-route",
            "ospf",
            "pgm",
            "rsvp",
            "sctp",
            "tcp",
            "udp",
            "udplite",
            "vrrp");

    private IpProtocols() {}

    /** Returns whether the text is a name, or a number from 0 to 255. */
    static boolean isKnown(String protocol) {
        return NAMES.contains(protocol) || (protocol.matches("\\d{1,3}") && Integer.parseInt(protocol) <= 255);
    }
}
