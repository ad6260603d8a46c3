package org.stackdeck.simulator.neutron;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.stackdeck.simulator.http.QueryParameters;
import org.stackdeck.simulator.keystone.KeystoneAccounts;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.model.PortAddress;
import org.stackdeck.simulator.model.PortAttachment;
import org.stackdeck.simulator.model.SimulatedNetwork;
import org.stackdeck.simulator.state.DefaultResources;
import org.stackdeck.simulator.state.NetworkStore;
import org.stackdeck.simulator.state.QuotaStore;
import org.stackdeck.simulator.state.SecurityGroupStore;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.StableIds;
import org.stackdeck.simulator.support.SubnetRange;
import org.stackdeck.simulator.support.Timestamps;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Neutron's resources as JSON documents, limited to the resources that the token may see. */
public final class NeutronDocuments {

    private static final String CREATED = "2026-01-15T09:00:00Z";

    private final NetworkStore networks;
    private final SecurityGroupStore securityGroups;
    private final QuotaStore quotaStore;

    public NeutronDocuments(NetworkStore networks, SecurityGroupStore securityGroups, QuotaStore quotaStore) {
        this.securityGroups = securityGroups;
        this.networks = networks;
        this.quotaStore = quotaStore;
        DefaultResources.networks().stream()
                .filter(n -> !n.external())
                .forEach(n -> networks.put("routers", router(n)));
    }

    List<ObjectNode> list(String collection, Token token) {
        return untagged(collection, token).stream().map(this::withTags).toList();
    }

    private ObjectNode withTags(ObjectNode document) {
        return networks.findTags(document.path("id").asString(""))
                .map(tags -> {
                    ObjectNode tagged = document.deepCopy();
                    tagged.set("tags", Json.array(tags.tags()));
                    return tagged.put(
                                    "revision_number",
                                    document.path("revision_number").asInt(0) + tags.changes())
                            .put("updated_at", Timestamps.seconds(tags.updated()));
                })
                .orElse(document);
    }

    private List<ObjectNode> untagged(String collection, Token token) {
        return switch (collection) {
            case "networks" ->
                Stream.concat(networks(token).map(n -> network(n, token)), created("networks", token))
                        .toList();
            case "subnets" ->
                Stream.concat(networks(token).flatMap(NeutronDocuments::subnets), created("subnets", token))
                        .toList();
            case "ports" ->
                Stream.concat(ports(token).map(p -> PortDocuments.port(p, token)), routerInterfaces(token))
                        .toList();
            case "floatingips" -> floatingIps(token);
            case "routers" ->
                created("routers", token)
                        .map(router -> router.deepCopy().without(NetworkWriteHandler.INTERFACES))
                        .toList();
            case "address-groups" -> created("address-groups", token).toList();
            case "security-groups" ->
                securityGroups.all().stream()
                        .filter(g -> sees(token, g.project()))
                        .map(SecurityGroupDocuments::group)
                        .toList();
            case "security-group-rules" ->
                securityGroups.all().stream()
                        .filter(g -> sees(token, g.project()))
                        .flatMap(g -> g.rules().stream()
                                .map(r ->
                                        SecurityGroupDocuments.rule(g, r).without(List.of("standard_attr_id", "tags"))))
                        .toList();
            default -> List.of();
        };
    }

    /** @param detail whether the document includes the usage */
    ObjectNode quota(SimulatedProject project, boolean detail) {
        ObjectNode document = Json.object();
        ObjectNode quota = document.putObject("quota");
        networks.usage(project).forEach((resource, used) -> {
            int limit = quotaStore.limit(project, resource);
            if (detail) {
                quota.putObject(resource).put("limit", limit).put("used", used).put("reserved", 0);
            } else {
                quota.put(resource, limit);
            }
        });
        return document;
    }

    /**
     * Returns the only RBAC policy, which allows all projects to use the external network. Only administrators see this
     * policy.
     */
    static ObjectNode policies(QueryParameters queryParameters, Token token) {
        ObjectNode document = Json.object();
        ArrayNode policies = document.putArray("rbac_policies");
        String action = "access_as_external";
        if (token.hasRole(Role.ADMIN)
                && queryParameters.last("action").map(action::equals).orElse(true)) {
            policies.addObject()
                    .put("id", StableIds.dashed("rbac-policy", DefaultResources.PUBLIC.id()))
                    .put("project_id", KeystoneAccounts.ADMIN.id())
                    .put("tenant_id", KeystoneAccounts.ADMIN.id())
                    .put("object_type", "network")
                    .put("object_id", DefaultResources.PUBLIC.id())
                    .put("action", action)
                    .put("target_tenant", "*");
        }
        return document;
    }

    private static Stream<SimulatedNetwork> networks(Token token) {
        return DefaultResources.networks().stream().filter(n -> n.external() || sees(token, n.project()));
    }

    private Stream<ObjectNode> created(String collection, Token token) {
        return networks.objects(collection).stream()
                .filter(o -> token.hasRole(Role.ADMIN)
                        || (token.project() != null
                                && o.path("project_id")
                                        .asString("")
                                        .equals(token.project().id())));
    }

    private Stream<PortAttachment> ports(Token token) {
        return networks.ports().stream().filter(p -> sees(token, p.port().project()));
    }

    private Stream<ObjectNode> routerInterfaces(Token token) {
        return created("routers", token)
                .flatMap(router -> NetworkWriteHandler.interfaces(router).stream()
                        .flatMap(id -> created("subnets", token)
                                .filter(subnet -> subnet.path("id").asString("").equals(id))
                                .map(subnet -> PortDocuments.routerInterface(router, subnet))));
    }

    private List<ObjectNode> floatingIps(Token token) {
        Map<String, PortAttachment> ports = new HashMap<>();
        networks.ports()
                .forEach(p -> p.port().addresses().stream()
                        .filter(PortAddress::floating)
                        .forEach(a -> ports.put(a.ip(), p)));
        return networks.floatingIps().stream()
                .filter(f -> sees(token, f.project()))
                .map(f -> PortDocuments.floatingIp(f, ports.get(f.ip())))
                .toList();
    }

    private static boolean sees(Token token, SimulatedProject project) {
        return token.hasRole(Role.ADMIN) || project.equals(token.project());
    }

    private static ObjectNode network(SimulatedNetwork network, Token token) {
        ObjectNode node = Json.object()
                .put("id", network.id())
                .put("name", network.name())
                .put("tenant_id", network.project().id())
                .put("admin_state_up", true)
                .put("mtu", network.external() ? 1500 : 1450)
                .put("status", "ACTIVE");
        ArrayNode subnets = node.putArray("subnets").add(network.subnetId());
        if (network.prefix6() != null) {
            subnets.add(network.subnet6Id());
        }
        node.put("shared", false);
        node.putArray("availability_zone_hints");
        node.putArray("availability_zones");
        node.putNull("ipv4_address_scope")
                .putNull("ipv6_address_scope")
                .put("router:external", network.external())
                .put("description", "")
                .put("port_security_enabled", true);
        if (network.external()) {
            node.put("is_default", false);
        }
        if (token.hasRole(Role.ADMIN)) {
            node.put("provider:network_type", network.external() ? "flat" : "geneve")
                    .put("provider:physical_network", network.external() ? "public" : null)
                    .put("provider:segmentation_id", network.external() ? null : Integer.valueOf(17));
        }
        return standard(node, network.project());
    }

    private static Stream<ObjectNode> subnets(SimulatedNetwork network) {
        List<ObjectNode> subnets = new ArrayList<>();
        subnets.add(subnet(network, network.subnetId(), 4, network.cidr(), network.prefix() + "0.1"));
        String six = network.prefix6();
        if (six != null) {
            subnets.add(subnet(network, network.subnet6Id(), 6, six + "/64", six + "1"));
        }
        return subnets.stream();
    }

    private static ObjectNode subnet(SimulatedNetwork network, String id, int version, String cidr, String gateway) {
        ObjectNode node = Json.object()
                .put("id", id)
                .put(
                        "name",
                        network.external()
                                ? network.name()
                                : network.project().name() + "-subnet" + (version == 4 ? "" : "-v6"))
                .put("tenant_id", network.project().id())
                .put("network_id", network.id())
                .put("ip_version", version)
                .putNull("subnetpool_id")
                .put("enable_dhcp", !network.external())
                .put("ipv6_ra_mode", version == 6 ? "slaac" : null)
                .put("ipv6_address_mode", version == 6 ? "slaac" : null)
                .put("gateway_ip", gateway)
                .put("cidr", cidr);
        node.set(
                "allocation_pools",
                SubnetRange.parse(cidr).map(range -> range.pools(gateway)).orElseGet(Json::array));
        node.putArray("host_routes");
        node.putArray("dns_nameservers").add("192.0.2.53");
        node.put("description", "").put("router:external", network.external());
        node.putArray("service_types");
        return standard(node, network.project());
    }

    private static ObjectNode router(SimulatedNetwork network) {
        SimulatedProject project = network.project();
        ObjectNode node = Json.object()
                .put("id", StableIds.dashed("router", project.name()))
                .put("name", project.name() + "-router")
                .put("tenant_id", project.id())
                .put("admin_state_up", true)
                .put("status", "ACTIVE");
        ObjectNode gateway = node.putObject("external_gateway_info").put("network_id", DefaultResources.PUBLIC.id());
        gateway.putArray("external_fixed_ips");
        gateway.put("enable_snat", true);
        node.put("description", "");
        node.putArray("availability_zones");
        node.putArray("availability_zone_hints");
        node.putArray("routes");
        node.putNull("flavor_id");
        return standard(node, project);
    }

    static ObjectNode standard(ObjectNode node, SimulatedProject project) {
        node.putArray("tags");
        return node.put("created_at", CREATED)
                .put("updated_at", CREATED)
                .put("revision_number", 0)
                .put("project_id", project.id());
    }
}
