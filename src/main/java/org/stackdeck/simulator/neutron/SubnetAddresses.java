package org.stackdeck.simulator.neutron;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.stream.Stream;
import org.stackdeck.simulator.model.PortAddress;
import org.stackdeck.simulator.model.SimulatedNetwork;
import org.stackdeck.simulator.model.SimulatedPort;
import org.stackdeck.simulator.state.NetworkStore;

/** Assigns requested addresses of subnets to ports. */
final class SubnetAddresses {

    private record Range(String subnet, String cidr) {

        /** Returns whether the range contains the address, excluding the network and broadcast addresses of IPv4. */
        boolean contains(InetAddress address) {
            int slash = cidr.indexOf('/');
            byte[] bytes = address.getAddress();
            byte[] start = InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress();
            int free = bytes.length * 8 - Integer.parseInt(cidr.substring(slash + 1));
            if (bytes.length != start.length) {
                return false;
            }
            BigInteger value = new BigInteger(1, bytes);
            BigInteger size = BigInteger.ONE.shiftLeft(free);
            BigInteger host = value.mod(size);
            return value.shiftRight(free).equals(new BigInteger(1, start).shiftRight(free))
                    && (bytes.length > 4 || (host.signum() > 0 && host.compareTo(size.subtract(BigInteger.ONE)) < 0));
        }
    }

    private final NetworkStore networks;

    SubnetAddresses(NetworkStore networks) {
        this.networks = networks;
    }

    /**
     * Returns the fixed address for the port.
     *
     * @throws NeutronException if the text is not an address, no subnet of the port's network contains the address, or
     *     another port has it
     */
    PortAddress address(SimulatedPort port, String ip) {
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(ip);
        } catch (IllegalArgumentException e) {
            throw new NeutronException(
                    400,
                    "HTTPBadRequest",
                    "Invalid input for fixed_ips. Reason: '%s' is not a valid IP address.".formatted(ip));
        }
        Range range = ranges(port.network())
                .filter(candidate -> candidate.contains(address))
                .findFirst()
                .orElseThrow(() -> new NeutronException(
                        400,
                        "InvalidIpForNetwork",
                        "IP address %s is not a valid IP for any of the subnets on the specified network."
                                .formatted(ip)));
        boolean used = networks.ports().stream()
                .filter(other -> !other.port().id().equals(port.id()))
                .flatMap(other -> other.port().fixed().stream())
                .anyMatch(other -> other.ip().equals(ip) && other.subnet().equals(range.subnet()));
        if (used) {
            throw new NeutronException(
                    409,
                    "IpAddressAlreadyAllocated",
                    "IP address %s already allocated in subnet %s".formatted(ip, range.subnet()));
        }
        int version = address.getAddress().length == 4 ? 4 : 6;
        return new PortAddress(port.network(), ip, version, "fixed", port.mac(), range.subnet());
    }

    private Stream<Range> ranges(SimulatedNetwork network) {
        String prefix6 = network.prefix6();
        Stream<Range> initial =
                network.cidr().isEmpty() ? Stream.of() : Stream.of(new Range(network.subnetId(), network.cidr()));
        Stream<Range> initial6 =
                prefix6 == null ? Stream.of() : Stream.of(new Range(network.subnet6Id(), prefix6 + "/64"));
        return Stream.concat(
                Stream.concat(initial, initial6),
                networks.objects("subnets").stream()
                        .filter(subnet -> subnet.path("network_id").asString("").equals(network.id()))
                        .map(subnet -> new Range(
                                subnet.path("id").asString(""),
                                subnet.path("cidr").asString(""))));
    }
}
