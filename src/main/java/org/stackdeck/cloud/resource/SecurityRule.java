package org.stackdeck.cloud.resource;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A security group rule, which allows traffic.
 *
 * @param etherType IPv4 or IPv6
 * @param protocol name or number; {@code any} for all
 * @param ports a port or a range such as {@code 8000-8080}, or type and code for ICMP; null for all
 * @param remote addresses in CIDR notation, an address group by ID, or a security group by ID or name; null for all
 *     addresses
 */
public record SecurityRule(
        boolean ingress,
        String etherType,
        String protocol,
        @Nullable String ports,
        @Nullable String remote) {

    /** Incoming rules first. */
    public static final Comparator<SecurityRule> BY_DIRECTION =
            Comparator.comparing(SecurityRule::ingress).reversed().thenComparing(SecurityRule::toString);

    public static final String ANY = "any";

    /** IPv4 and IPv6. */
    public static final List<String> ETHER_TYPES = List.of("IPv4", "IPv6");

    /** Prefix of the ID of an address group in {@code remote}. */
    public static final String ADDRESS_GROUP = "address-group:";

    /** Names of protocol numbers. Neutron stores a protocol in the form in which it was given. */
    private static final Map<String, String> NUMBERS = Map.of("6", "tcp", "17", "udp", "1", "icmp", "58", "ipv6-icmp");

    private static final Set<String> ALL_PORTS = Set.of("1-65535", "0-65535");
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0/0", "::/0");
    private static final Pattern FORM =
            Pattern.compile("(ingress|egress) (\\S+) (\\S+)(?: (\\d+(?:-\\d+)?))?(?: (?:from|to) (\\S+))?");

    public SecurityRule {
        remote = remote == null || isAllAddresses(remote) ? null : remote;
    }

    /** Returns whether the range contains all IPv4 or all IPv6 addresses. */
    public static boolean isAllAddresses(String range) {
        return EVERYWHERE.contains(range);
    }

    /**
     * Creates a rule from the values of Neutron.
     *
     * @param protocol null for all
     * @param from first port, or ICMP type; null for all
     * @param to last port, or ICMP code; null for all
     */
    public static SecurityRule of(
            boolean ingress,
            String etherType,
            @Nullable String protocol,
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable String remote) {
        boolean single = isIcmp(protocol) ? to == null : to == null || to.equals(from);
        String ports = from == null ? null : single ? from.toString() : from + "-" + to;
        return new SecurityRule(ingress, etherType, protocol == null ? ANY : protocol, ports, remote);
    }

    /** Returns whether the protocol is a version of ICMP, which has a type and a code instead of ports. */
    public static boolean isIcmp(@Nullable String protocol) {
        return protocol != null && NUMBERS.getOrDefault(protocol, protocol).contains("icmp");
    }

    /** Returns whether the text is an IP address or range, and not the ID or name of a group. */
    public static boolean isAddress(String remote) {
        return !remote.startsWith(ADDRESS_GROUP)
                && (remote.contains("/") || remote.contains(":") || remote.matches("[0-9.]+"));
    }

    /** Parses the text that {@link #toString} returns; empty for other text. */
    public static Optional<SecurityRule> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new SecurityRule(
                        form.group(1).equals("ingress"), form.group(2), form.group(3), form.group(4), form.group(5)))
                : Optional.empty();
    }

    /**
     * Returns a copy with another {@code remote}.
     *
     * @param names returns the text that replaces {@code remote}, or null to keep it
     */
    public SecurityRule withRemoteName(Function<String, @Nullable String> names) {
        String name = remote == null ? null : names.apply(remote);
        return name == null ? this : new SecurityRule(ingress, etherType, protocol, ports, name);
    }

    /**
     * Returns the form in which rules can be compared as in Neutron (neutron.db.securitygroups_db): with names instead
     * of protocol numbers, the current name of ICMPv6, and no ports instead of the range of all ports.
     */
    public SecurityRule canonical() {
        String name = NUMBERS.getOrDefault(protocol, protocol);
        boolean icmpV6 = etherType.equals("IPv6") && name.contains("icmp");
        return new SecurityRule(
                ingress,
                etherType,
                icmpV6 ? "ipv6-icmp" : name,
                ports != null && ALL_PORTS.contains(ports) ? null : ports,
                remote);
    }

    /** Returns whether the rule applies to the addresses of an address group. */
    public boolean hasAddressGroup() {
        return remote != null && remote.startsWith(ADDRESS_GROUP);
    }

    /** Returns whether the rule admits traffic from all addresses. */
    public boolean isOpenToAllAddresses() {
        return ingress && remote == null;
    }

    /**
     * Returns whether the rule applies to traffic of the protocol to the port, regardless of direction and addresses.
     */
    public boolean matches(String wantedProtocol, int port) {
        if (!protocol.equals(ANY) && !NUMBERS.getOrDefault(protocol, protocol).equals(wantedProtocol)) {
            return false;
        }
        if (ports == null) {
            return true;
        }
        String[] range = ports.split("-", 2);
        return Integer.parseInt(range[0]) <= port && port <= Integer.parseInt(range[range.length - 1]);
    }

    /** Returns the rule as text, such as {@code ingress IPv4 tcp 22 from 10.0.0.0/8}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(ingress ? "ingress " : "egress ")
                .append(etherType)
                .append(' ')
                .append(protocol);
        if (ports != null) {
            text.append(' ').append(ports);
        }
        if (remote != null) {
            text.append(ingress ? " from " : " to ").append(remote);
        }
        return text.toString();
    }
}
