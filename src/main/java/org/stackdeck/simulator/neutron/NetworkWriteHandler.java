package org.stackdeck.simulator.neutron;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.state.CloudState;
import org.stackdeck.simulator.state.DefaultResources;
import org.stackdeck.simulator.state.NetworkStore;
import org.stackdeck.simulator.state.QuotaStore;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.SimulatorScheduler;
import org.stackdeck.simulator.support.SubnetRange;
import org.stackdeck.simulator.support.Timestamps;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Creates, changes and deletes networks, subnets, routers and address groups. */
final class NetworkWriteHandler {

    /**
     * Internal field of a router with the IDs of the subnets of its interfaces. Responses do not contain this field.
     */
    static final String INTERFACES = "interfaces";

    private final NetworkStore networks;
    private final QuotaStore quotaStore;
    private final SimulatorScheduler scheduler;

    NetworkWriteHandler(CloudState cloud) {
        this.networks = cloud.networks();
        this.quotaStore = cloud.quotas();
        this.scheduler = cloud.time();
    }

    String createNetwork(SimulatedProject project, JsonNode wanted) {
        checkQuota(project, "network");
        ObjectNode node = named(wanted)
                .put("tenant_id", project.id())
                .put("admin_state_up", true)
                .put("mtu", 1450)
                .put("status", "ACTIVE");
        node.putArray("subnets");
        node.put("shared", false);
        node.putArray("availability_zone_hints");
        node.putArray("availability_zones");
        node.putNull("ipv4_address_scope")
                .putNull("ipv6_address_scope")
                .put("router:external", false)
                .put("description", wanted.path("description").asString(""))
                .put("port_security_enabled", true);
        return store("networks", NeutronDocuments.standard(node, project));
    }

    String createSubnet(Token token, JsonNode wanted) {
        ObjectNode network = object("networks", token, wanted.path("network_id").asString(""), "Network");
        SimulatedProject project = project(token);
        checkQuota(project, "subnet");
        SubnetRange range = SubnetValidator.range(wanted, networks.objects("subnets"));
        ObjectNode node = named(wanted)
                .put("tenant_id", project.id())
                .put("network_id", wanted.path("network_id").asString(""))
                .put("ip_version", range.version())
                .putNull("subnetpool_id")
                .put("enable_dhcp", wanted.path("enable_dhcp").asBoolean(true))
                .putNull("ipv6_ra_mode")
                .putNull("ipv6_address_mode")
                .put("cidr", range.text());
        if (wanted.has("gateway_ip") && wanted.path("gateway_ip").isNull()) {
            node.putNull("gateway_ip");
        } else {
            node.put("gateway_ip", wanted.path("gateway_ip").asString(range.defaultGateway()));
        }
        // The request may omit the gateway, whose default must not be in a pool of the request either.
        ObjectNode complete = ((ObjectNode) wanted).deepCopy();
        complete.set("gateway_ip", node.path("gateway_ip"));
        SubnetValidator.check(range, complete);
        node.set("allocation_pools", range.pools(node.path("gateway_ip").asString("")));
        node.putArray("host_routes");
        ArrayNode dns = node.putArray("dns_nameservers");
        wanted.path("dns_nameservers").forEach(dns::add);
        node.put("description", "").put("router:external", false);
        node.putArray("service_types");
        String id = store("subnets", NeutronDocuments.standard(node, project));
        ((ArrayNode) network.path("subnets")).add(id);
        return id;
    }

    String createRouter(SimulatedProject project, JsonNode wanted) {
        checkQuota(project, "router");
        ObjectNode node = named(wanted)
                .put("tenant_id", project.id())
                .put("admin_state_up", true)
                .put("status", "ACTIVE");
        setGateway(node, wanted);
        node.put("description", wanted.path("description").asString(""));
        node.putArray("availability_zones");
        node.putArray("availability_zone_hints");
        node.putArray("routes");
        node.putNull("flavor_id");
        return store("routers", NeutronDocuments.standard(node, project));
    }

    String createAddressGroup(SimulatedProject project, JsonNode wanted) {
        ObjectNode node = named(wanted)
                .put("tenant_id", project.id())
                .put("description", wanted.path("description").asString(""));
        ArrayNode addresses = node.putArray("addresses");
        wanted.path("addresses").forEach(addresses::add);
        ObjectNode group = NeutronDocuments.standard(node, project);
        group.remove("tags");
        return store("address-groups", group);
    }

    void update(String collection, Token token, String id, JsonNode body) {
        ObjectNode node = object(collection, token, id, "Resource");
        ObjectNode changed = node.deepCopy();
        body.path("subnet")
                .propertyStream()
                .forEach(attribute -> changed.set(attribute.getKey(), attribute.getValue()));
        SubnetRange.parse(node.path("cidr").asString("")).ifPresent(range -> SubnetValidator.check(range, changed));
        body.propertyStream()
                .flatMap(object -> object.getValue().propertyStream())
                .forEach(attribute -> node.set(attribute.getKey(), attribute.getValue()));
        recordChange(node);
    }

    void updateRouter(Token token, String id, JsonNode wanted) {
        ObjectNode router = object("routers", token, id, "Router");
        RouterRouteValidator.check(router, wanted, networks.objects("subnets"));
        if (wanted.has("external_gateway_info")) {
            setGateway(router, wanted);
        }
        wanted.propertyStream()
                .filter(attribute -> !attribute.getKey().equals("external_gateway_info"))
                .forEach(attribute -> router.set(attribute.getKey(), attribute.getValue()));
        recordChange(router);
    }

    private void recordChange(ObjectNode node) {
        node.put("updated_at", Timestamps.seconds(scheduler.now()))
                .put("revision_number", node.path("revision_number").asInt(0) + 1);
    }

    private void setGateway(ObjectNode router, JsonNode wanted) {
        String network = wanted.path("external_gateway_info").path("network_id").asString("");
        if (network.isEmpty()) {
            router.putNull("external_gateway_info");
            return;
        }
        if (!network.equals(DefaultResources.PUBLIC.id())) {
            String text = "Bad router request: Network %s is not an external network".formatted(network);
            throw find("networks", network).isPresent()
                    ? new NeutronException(400, "BadRequest", text)
                    : new NeutronException(404, "NetworkNotFound", "Network " + network + " could not be found.");
        }
        ObjectNode gateway = router.putObject("external_gateway_info").put("network_id", network);
        gateway.putArray("external_fixed_ips");
        gateway.put("enable_snat", true);
    }

    ObjectNode changeInterface(Token token, String id, String change, JsonNode body) {
        ObjectNode router = object("routers", token, id, "Router");
        String subnet = body.path("subnet_id").asString("");
        ObjectNode subnetObject = object("subnets", token, subnet, "Subnet");
        List<String> interfaces = interfaces(router);
        if (change.equals("add_router_interface")) {
            if (interfaces.contains(subnet)) {
                throw new NeutronException(
                        400, "BadRequest", "Bad router request: Router already has a port on subnet " + subnet + ".");
            }
            router.withArray("/" + INTERFACES).add(subnet);
        } else {
            if (!interfaces.contains(subnet)) {
                throw new NeutronException(
                        404,
                        "RouterInterfaceNotFoundForSubnet",
                        "Router %s has no interface on subnet %s".formatted(id, subnet));
            }
            RouterRouteValidator.requireNoRoute(router, subnetObject);
            ArrayNode left = router.putArray(INTERFACES);
            interfaces.stream().filter(other -> !other.equals(subnet)).forEach(left::add);
        }
        return Json.object()
                .put("id", id)
                .put("subnet_id", subnet)
                .put("tenant_id", router.path("tenant_id").asString(""));
    }

    static List<String> interfaces(ObjectNode router) {
        return router.path(INTERFACES).valueStream().map(JsonNode::asString).toList();
    }

    void delete(String collection, Token token, String id) {
        switch (collection) {
            case "networks" -> deleteNetwork(token, id);
            case "subnets" -> deleteSubnet(token, id);
            case "address-groups" -> {
                object("address-groups", token, id, "AddressGroup");
                networks.remove("address-groups", id);
            }
            default -> {
                if (!interfaces(object("routers", token, id, "Router")).isEmpty()) {
                    throw new NeutronException(409, "RouterInUse", "Router " + id + " still has ports");
                }
                networks.remove("routers", id);
            }
        }
    }

    private void deleteNetwork(Token token, String id) {
        boolean used = DefaultResources.networks().stream()
                        .anyMatch(network -> network.id().equals(id))
                || networks.ports().stream()
                        .anyMatch(port -> port.port().network().id().equals(id));
        if (used) {
            throw new NeutronException(
                    409,
                    "NetworkInUse",
                    "Unable to complete operation on network %s. There are one or more ports still in use on the network."
                            .formatted(id));
        }
        List<String> ids = new ArrayList<>();
        object("networks", token, id, "Network").path("subnets").forEach(subnet -> ids.add(subnet.asString()));
        ids.forEach(this::requireUnused);
        ids.forEach(subnet -> networks.remove("subnets", subnet));
        networks.remove("networks", id);
    }

    private void deleteSubnet(Token token, String id) {
        ObjectNode subnet = object("subnets", token, id, "Subnet");
        requireUnused(id);
        networks.remove("subnets", id);
        networks.objects("networks").stream()
                .filter(network -> network.path("id").equals(subnet.path("network_id")))
                .forEach(network -> {
                    List<String> left = network.path("subnets")
                            .valueStream()
                            .map(JsonNode::asString)
                            .filter(other -> !other.equals(id))
                            .toList();
                    network.set("subnets", Json.array(left));
                });
    }

    private void requireUnused(String subnet) {
        if (networks.objects("routers").stream()
                        .anyMatch(router -> interfaces(router).contains(subnet))
                || networks.ports().stream()
                        .flatMap(port -> port.port().fixed().stream())
                        .anyMatch(address -> address.subnet().equals(subnet))) {
            throw new NeutronException(
                    409,
                    "SubnetInUse",
                    "Unable to complete operation on subnet %s: One or more ports have an IP allocation from this subnet."
                            .formatted(subnet));
        }
    }

    private static ObjectNode named(JsonNode wanted) {
        return Json.object()
                .put("id", UUID.randomUUID().toString())
                .put("name", wanted.path("name").asString(""));
    }

    private String store(String collection, ObjectNode node) {
        networks.put(collection, node.put("created_at", Timestamps.seconds(scheduler.now())));
        return node.path("id").asString("");
    }

    private void checkQuota(SimulatedProject project, String resource) {
        NeutronWriteHandler.checkQuota(
                quotaStore, project, resource, networks.usage(project).getOrDefault(resource, 0));
    }

    private static SimulatedProject project(Token token) {
        return Optional.ofNullable(token.project()).orElseThrow();
    }

    private Optional<ObjectNode> find(String collection, String id) {
        return networks.objects(collection).stream()
                .filter(node -> node.path("id").asString("").equals(id))
                .findFirst();
    }

    /** Finds an object that the token can change. Initial networks and subnets cannot be changed. */
    private ObjectNode object(String collection, Token token, String id, String kind) {
        return find(collection, id)
                .filter(node -> token.hasRole(Role.ADMIN)
                        || node.path("project_id")
                                .asString("")
                                .equals(project(token).id()))
                .orElseThrow(
                        () -> new NeutronException(404, kind + "NotFound", kind + " " + id + " could not be found."));
    }
}
