package org.stackdeck.simulator.neutron;

import java.util.List;
import org.stackdeck.simulator.support.SubnetRange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks that the attributes of a subnet agree with each other, as Neutron's database layer does. */
final class SubnetValidator {

    private SubnetValidator() {}

    /**
     * Returns the range of a new subnet.
     *
     * @param subnets all subnets that were created through the API
     * @throws NeutronException 400 if the range is missing, or overlaps with another subnet of the network, or if an
     *     attribute does not agree with it
     */
    static SubnetRange range(JsonNode wanted, List<ObjectNode> subnets) {
        String cidr = wanted.path("cidr").asString("");
        SubnetRange range = SubnetRange.parse(cidr)
                .orElseThrow(() ->
                        invalid("Invalid input for cidr. Reason: '%s' is not a valid IP subnet.".formatted(cidr)));
        check(range, wanted);
        boolean overlaps = subnets.stream()
                .filter(subnet -> subnet.path("network_id").equals(wanted.path("network_id")))
                .flatMap(subnet -> SubnetRange.parse(subnet.path("cidr").asString("")).stream())
                .anyMatch(range::overlaps);
        if (overlaps) {
            throw invalid(
                    "Invalid input for operation: Requested subnet with cidr: %s for network: %s overlaps with another subnet."
                            .formatted(cidr, wanted.path("network_id").asString("")));
        }
        return range;
    }

    /**
     * @param wanted attributes in a request to create or change a subnet
     * @throws NeutronException 400 if an attribute does not agree with the range
     */
    static void check(SubnetRange range, JsonNode wanted) {
        boolean isOtherVersion =
                wanted.has("ip_version") && wanted.path("ip_version").asInt(0) != range.version();
        boolean hasModesWithoutVersion6 = range.version() == 4
                && (wanted.path("ipv6_ra_mode").isString()
                        || wanted.path("ipv6_address_mode").isString());
        if (isOtherVersion || hasModesWithoutVersion6) {
            throw invalid("The attributes do not agree with the IP version of the cidr %s.".formatted(range.text()));
        }
        String gateway = wanted.path("gateway_ip").asString("");
        if (!gateway.isEmpty()
                && range.version() == 4
                && gateway.equals(range.text().replaceFirst("/.*", ""))) {
            throw invalid("Gateway is not valid on subnet.");
        }
        for (JsonNode pool : wanted.path("allocation_pools")) {
            String start = pool.path("start").asString("");
            String end = pool.path("end").asString("");
            if (!SubnetRange.isAddress(start) || !SubnetRange.isAddress(end)) {
                throw invalid("Invalid input for allocation_pools. Reason: '%s' is not valid.".formatted(pool));
            }
            if (!range.contains(start) || !range.contains(end) || !SubnetRange.isOrdered(start, end)) {
                throw new NeutronException(
                        400,
                        "OutOfBoundsAllocationPool",
                        "The allocation pool %s-%s spans beyond the subnet cidr %s."
                                .formatted(start, end, range.text()));
            }
            if (SubnetRange.isAddress(gateway)
                    && SubnetRange.isOrdered(start, gateway)
                    && SubnetRange.isOrdered(gateway, end)) {
                throw new NeutronException(
                        409,
                        "GatewayConflictWithAllocationPools",
                        "Gateway ip %s conflicts with allocation pool %s-%s.".formatted(gateway, start, end));
            }
        }
        for (JsonNode route : wanted.path("host_routes")) {
            if (SubnetRange.parse(route.path("destination").asString("")).isEmpty()
                    || !SubnetRange.isAddress(route.path("nexthop").asString(""))) {
                throw invalid("Invalid input for host_routes. Reason: '%s' is not valid.".formatted(route));
            }
        }
    }

    private static NeutronException invalid(String message) {
        return new NeutronException(400, "InvalidInput", message);
    }
}
