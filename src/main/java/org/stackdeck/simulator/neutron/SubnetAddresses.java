package org.stackdeck.simulator.neutron;

import java.util.stream.Stream;
import org.stackdeck.simulator.model.PortAddress;
import org.stackdeck.simulator.model.SimulatedNetwork;
import org.stackdeck.simulator.model.SimulatedPort;
import org.stackdeck.simulator.state.NetworkStore;
import org.stackdeck.simulator.support.SubnetRange;

/** Assigns requested addresses of subnets to ports. */
final class SubnetAddresses {

    private record Subnet(String id, SubnetRange range) {}

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
        if (!SubnetRange.isAddress(ip)) {
            throw new NeutronException(
                    400,
                    "HTTPBadRequest",
                    "Invalid input for fixed_ips. Reason: '%s' is not a valid IP address.".formatted(ip));
        }
        Subnet subnet = subnets(port.network())
                .filter(candidate -> candidate.range().containsHost(ip))
                .findFirst()
                .orElseThrow(() -> new NeutronException(
                        400,
                        "InvalidIpForNetwork",
                        "IP address %s is not a valid IP for any of the subnets on the specified network."
                                .formatted(ip)));
        boolean used = networks.ports().stream()
                .filter(other -> !other.port().id().equals(port.id()))
                .flatMap(other -> other.port().fixed().stream())
                .anyMatch(other -> other.ip().equals(ip) && other.subnet().equals(subnet.id()));
        if (used) {
            throw new NeutronException(
                    409,
                    "IpAddressAlreadyAllocated",
                    "IP address %s already allocated in subnet %s".formatted(ip, subnet.id()));
        }
        return new PortAddress(port.network(), ip, subnet.range().version(), "fixed", port.mac(), subnet.id());
    }

    private Stream<Subnet> subnets(SimulatedNetwork network) {
        String prefix6 = network.prefix6();
        Stream<Subnet> initial =
                network.cidr().isEmpty() ? Stream.of() : Stream.of(subnet(network.subnetId(), network.cidr()));
        Stream<Subnet> initial6 =
                prefix6 == null ? Stream.of() : Stream.of(subnet(network.subnet6Id(), prefix6 + "/64"));
        return Stream.concat(
                Stream.concat(initial, initial6),
                networks.subnets(network).stream()
                        .map(subnet -> subnet(
                                subnet.path("id").asString(""),
                                subnet.path("cidr").asString(""))));
    }

    private static Subnet subnet(String id, String cidr) {
        return new Subnet(id, SubnetRange.parse(cidr).orElseThrow());
    }
}
