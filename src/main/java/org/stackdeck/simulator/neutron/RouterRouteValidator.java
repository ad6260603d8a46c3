package org.stackdeck.simulator.neutron;

import java.util.List;
import java.util.stream.Stream;
import org.stackdeck.simulator.state.DefaultResources;
import org.stackdeck.simulator.support.SubnetRange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks the static routes of routers (neutron.db.extraroute_db). */
final class RouterRouteValidator {

    private RouterRouteValidator() {}

    /**
     * @param wanted the changed attributes of the router
     * @param subnets all subnets
     * @throws NeutronException 400 if a route is malformed, or its next hop is in none of the router's subnets
     */
    static void check(ObjectNode router, JsonNode wanted, List<ObjectNode> subnets) {
        List<SubnetRange> connected = connected(router, wanted, subnets);
        for (JsonNode route : wanted.path("routes")) {
            String nextHop = route.path("nexthop").asString("");
            if (SubnetRange.parse(route.path("destination").asString("")).isEmpty()
                    || !SubnetRange.isAddress(nextHop)) {
                throw new NeutronException(
                        400, "HTTPBadRequest", "Invalid input for routes. Reason: '%s' is not valid.".formatted(route));
            }
            if (connected.stream().noneMatch(range -> range.contains(nextHop))) {
                throw new NeutronException(
                        400,
                        "InvalidRoutes",
                        "Invalid format for routes: %s, the nexthop is not connected with router"
                                .formatted(wanted.path("routes")));
            }
        }
    }

    /** @throws NeutronException 409 if a route requires the interface of the router in this subnet */
    static void requireNoRoute(ObjectNode router, ObjectNode subnet) {
        boolean used = range(subnet)
                .anyMatch(range -> router.path("routes")
                        .valueStream()
                        .anyMatch(route -> range.contains(route.path("nexthop").asString(""))));
        if (used) {
            throw new NeutronException(
                    409,
                    "RouterInterfaceInUseByRoute",
                    "Router interface for subnet %s on router %s cannot be deleted, as it is required by one or more routes."
                            .formatted(
                                    subnet.path("id").asString(""),
                                    router.path("id").asString("")));
        }
    }

    private static List<SubnetRange> connected(ObjectNode router, JsonNode wanted, List<ObjectNode> subnets) {
        List<String> interfaces = NetworkWriteHandler.interfaces(router);
        JsonNode gateway =
                (wanted.has("external_gateway_info") ? wanted : router).at("/external_gateway_info/network_id");
        return Stream.concat(
                        subnets.stream()
                                .filter(subnet ->
                                        interfaces.contains(subnet.path("id").asString("")))
                                .flatMap(RouterRouteValidator::range),
                        SubnetRange.parse(DefaultResources.PUBLIC.cidr()).stream()
                                .filter(_ -> DefaultResources.PUBLIC.id().equals(gateway.asString(""))))
                .toList();
    }

    private static Stream<SubnetRange> range(ObjectNode subnet) {
        return SubnetRange.parse(subnet.path("cidr").asString("")).stream();
    }
}
