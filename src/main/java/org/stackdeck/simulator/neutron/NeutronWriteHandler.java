package org.stackdeck.simulator.neutron;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.UnknownPathException;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.model.FloatingIp;
import org.stackdeck.simulator.model.PortAddress;
import org.stackdeck.simulator.model.PortBinding;
import org.stackdeck.simulator.model.SecurityGroup;
import org.stackdeck.simulator.model.SimulatedNetwork;
import org.stackdeck.simulator.model.SimulatedPort;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.state.CloudState;
import org.stackdeck.simulator.state.DefaultResources;
import org.stackdeck.simulator.state.NetworkStore;
import org.stackdeck.simulator.state.QuotaStore;
import org.stackdeck.simulator.state.SecurityGroupStore;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.SimulatorScheduler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Creates, updates and deletes ports and floating IPs. */
public final class NeutronWriteHandler {

    /** Delay in which Neutron collects events for Nova. */
    private static final Duration NOVA_EVENT_DELAY = Duration.ofSeconds(2);

    private final NetworkStore networks;
    private final SecurityGroupStore store;
    private final SecurityGroupWriteHandler securityGroups;
    private final NetworkWriteHandler networkHandler;
    private final QuotaStore quotaStore;
    private final SimulatorScheduler simulatorClock;

    public NeutronWriteHandler(CloudState cloud) {
        this.networks = cloud.networks();
        this.store = cloud.securityGroups();
        this.securityGroups = new SecurityGroupWriteHandler(cloud);
        this.networkHandler = new NetworkWriteHandler(cloud);
        this.quotaStore = cloud.quotas();
        this.simulatorClock = cloud.time();
    }

    /** @return ID of the new object */
    String create(String collection, Token token, JsonNode body) {
        return switch (collection) {
            case "floatingips" -> createFloatingIp(token, body.path("floatingip"));
            case "ports" -> createPort(token, body.path("port"));
            case "networks" -> networkHandler.createNetwork(project(token), body.path("network"));
            case "subnets" -> networkHandler.createSubnet(token, body.path("subnet"));
            case "routers" -> networkHandler.createRouter(project(token), body.path("router"));
            case "security-groups" -> securityGroups.create(project(token), body.path("security_group"));
            case "security-group-rules" -> securityGroups.addRule(token, body.path("security_group_rule"));
            default -> throw new UnknownPathException();
        };
    }

    void update(String collection, Token token, String id, JsonNode body) {
        switch (collection) {
            case "floatingips" -> updateFloatingIp(token, id, body.path("floatingip"));
            case "ports" -> updatePort(token, id, body.path("port"));
            case "networks", "subnets" -> networkHandler.update(collection, token, id, body);
            case "routers" -> networkHandler.updateRouter(token, id, body.path("router"));
            case "security-groups" -> securityGroups.update(token, id, body.path("security_group"));
            default -> throw new UnknownPathException();
        }
    }

    void delete(String collection, Token token, String id) {
        switch (collection) {
            case "floatingips" -> {
                FloatingIp floatingIp = floatingIp(token, id);
                dissociate(floatingIp);
                networks.removeFloatingIp(id);
            }
            case "ports" -> deletePort(port(token, id));
            case "networks", "subnets", "routers" -> networkHandler.delete(collection, token, id);
            case "security-groups" -> securityGroups.delete(token, id);
            case "security-group-rules" -> securityGroups.removeRule(token, id);
            default -> throw new UnknownPathException();
        }
    }

    /** @return Neutron's description of the interface */
    ObjectNode changeInterface(Token token, String router, String change, JsonNode body) {
        return networkHandler.changeInterface(token, router, change, body);
    }

    private String createFloatingIp(Token token, JsonNode wanted) {
        SimulatedProject project = project(token);
        String network = wanted.path("floating_network_id").asString("");
        if (network.isEmpty()) {
            throw new NeutronException(
                    400,
                    "HTTPBadRequest",
                    "Failed to parse request. Required attribute 'floating_network_id' not specified");
        }
        if (DefaultResources.networks().stream().noneMatch(n -> n.id().equals(network))) {
            throw new NeutronException(404, "NetworkNotFound", "Network " + network + " could not be found.");
        }
        if (!network.equals(DefaultResources.PUBLIC.id())) {
            throw new NeutronException(
                    400,
                    "BadRequest",
                    "Bad floatingip request: Network %s is not a valid external network.".formatted(network));
        }
        checkQuota(
                project,
                "floatingip",
                networks.floatingIps().stream()
                        .filter(f -> f.project().equals(project))
                        .count());
        PortBinding binding = target(token, wanted);
        FloatingIp made =
                networks.newFloatingIp(project, wanted.path("description").asString(""), simulatorClock.now());
        if (binding != null) {
            associate(made, binding);
        }
        return made.id();
    }

    private void updateFloatingIp(Token token, String id, JsonNode wanted) {
        if (wanted.path("description").isString()) {
            networks.add(floatingIp(token, id)
                    .withDescription(wanted.path("description").asString()));
        }
        FloatingIp floatingIp = floatingIp(token, id);
        if (!wanted.has("port_id")) {
            return;
        }
        PortBinding binding = target(token, wanted);
        networks.add(floatingIp.withNextRevision());
        dissociate(floatingIp);
        if (binding != null) {
            associate(floatingIp, binding);
        }
    }

    private @Nullable PortBinding target(Token token, JsonNode wanted) {
        String id = wanted.path("port_id").asString("");
        return id.isEmpty() ? null : port(token, id);
    }

    private void associate(FloatingIp floatingIp, PortBinding placed) {
        SimulatedPort port = placed.port();
        String fixed = port.fixed().stream().map(PortAddress::ip).findFirst().orElse("");
        if (port.addresses().stream().anyMatch(PortAddress::floating)) {
            throw new NeutronException(
                    409,
                    "FloatingIPPortAlreadyAssociated",
                    ("Cannot associate floating IP %s (%s) with port %s using fixed IP %s, as that fixed IP already has"
                                    + " a floating IP on external network %s.")
                            .formatted(
                                    floatingIp.ip(), floatingIp.id(), port.id(), fixed, DefaultResources.PUBLIC.id()));
        }
        PortAddress address = new PortAddress(port.network(), floatingIp.ip(), 4, "floating", port.mac());
        change(placed, p -> {
            List<PortAddress> more = new ArrayList<>(p.addresses());
            more.add(address);
            return p.withAddresses(more);
        });
    }

    private void dissociate(FloatingIp floatingIp) {
        networks.ports().stream()
                .filter(p -> p.has(floatingIp.ip()))
                .forEach(p -> change(
                        p,
                        port -> port.withAddresses(port.addresses().stream()
                                .filter(a -> !a.floating() || !a.ip().equals(floatingIp.ip()))
                                .toList())));
    }

    private void change(PortBinding placed, UnaryOperator<SimulatedPort> change) {
        networks.change(placed, change);
        SimulatedServer server = placed.server();
        if (server != null) {
            simulatorClock.schedule(NOVA_EVENT_DELAY, server.devices()::refresh);
        }
    }

    private String createPort(Token token, JsonNode wanted) {
        SimulatedProject project = project(token);
        String id = wanted.path("network_id").asString("");
        if (networkHandler.isCreated(id, project)) {
            SimulatedPort port =
                    networkHandler.newPort(project, id, wanted.path("name").asString(""), groups(project, wanted));
            networks.add(port);
            return port.id();
        }
        SimulatedNetwork network = DefaultResources.networks().stream()
                .filter(n -> n.id().equals(id))
                .filter(n -> n.external() || n.project().equals(project) || token.hasRole(Role.ADMIN))
                .findFirst()
                .orElseThrow(
                        () -> new NeutronException(404, "NetworkNotFound", "Network " + id + " could not be found."));
        checkQuota(
                project,
                "port",
                networks.ports().stream()
                        .filter(p -> p.port().project().equals(project))
                        .count());
        SimulatedPort port =
                networks.newPort(project, network, wanted.path("name").asString(""), groups(project, wanted), false);
        networks.add(port);
        return port.id();
    }

    private List<String> groups(SimulatedProject project, JsonNode wanted) {
        if (!wanted.path("security_groups").isArray()) {
            return List.of(SecurityGroupStore.id(project, SecurityGroupStore.DEFAULT));
        }
        return wanted.path("security_groups")
                .valueStream()
                .map(g -> g.asString(""))
                .map(g -> store.find(project, g)
                        .map(SecurityGroup::id)
                        .orElseThrow(() -> new NeutronException(
                                404, "SecurityGroupNotFound", "Security group " + g + " does not exist")))
                .toList();
    }

    private void updatePort(Token token, String id, JsonNode wanted) {
        PortBinding placed = port(token, id);
        if (wanted.has("security_groups")) {
            List<String> groups = groups(placed.port().project(), wanted);
            change(placed, p -> p.withGroups(groups));
        }
        if (wanted.path("name").isString()) {
            change(placed, p -> p.withName(wanted.path("name").asString()));
        }
        setFilter(port(token, id), wanted);
    }

    private void setFilter(PortBinding placed, JsonNode wanted) {
        SimulatedPort port = placed.port();
        boolean filtered = wanted.path("port_security_enabled").asBoolean(port.filtered());
        ArrayNode pairs = Json.array();
        wanted.path("allowed_address_pairs")
                .forEach(pair -> pairs.add(Json.object()
                        .put("ip_address", pair.path("ip_address").asString(""))
                        .put("mac_address", pair.path("mac_address").asString(port.mac()))));
        JsonNode all = wanted.has("allowed_address_pairs") ? pairs : port.addressPairs();
        if (!filtered && !port.groups().isEmpty()) {
            throw new NeutronException(
                    409,
                    "PortSecurityPortHasSecurityGroup",
                    "Port has security group associated. Cannot disable port security or IP address until security group"
                            + " is removed.");
        }
        if (!filtered && !all.isEmpty()) {
            throw new NeutronException(
                    409,
                    "AddressPairAndPortSecurityRequired",
                    "Port Security must be enabled in order to have allowed address pairs on a port.");
        }
        change(placed, p -> p.withFilter(filtered, all));
    }

    private void deletePort(PortBinding placed) {
        networks.removePort(placed.port().id());
        SimulatedServer server = placed.server();
        if (server != null) {
            server.devices().removePort(placed.port().id());
        }
    }

    private void checkQuota(SimulatedProject project, String resource, long used) {
        checkQuota(quotaStore, project, resource, used);
    }

    static void checkQuota(QuotaStore quotaStore, SimulatedProject project, String resource, long used) {
        int most = quotaStore.limit(project, resource);
        if (most >= 0 && used >= most) {
            throw new NeutronException(409, "OverQuota", "Quota exceeded for resources: ['%s'].".formatted(resource));
        }
    }

    private static SimulatedProject project(Token token) {
        SimulatedProject project = token.project();
        if (project == null) {
            throw ApiException.forbidden("A project is wanted.");
        }
        return project;
    }

    private PortBinding port(Token token, String id) {
        return networks.port(id)
                .filter(p -> token.hasRole(Role.ADMIN) || p.port().project().equals(token.project()))
                .orElseThrow(() -> new NeutronException(404, "PortNotFound", "Port " + id + " could not be found."));
    }

    private FloatingIp floatingIp(Token token, String id) {
        return networks.floatingIps().stream()
                .filter(f -> f.id().equals(id))
                .filter(f -> token.hasRole(Role.ADMIN) || f.project().equals(token.project()))
                .findFirst()
                .orElseThrow(() ->
                        new NeutronException(404, "FloatingIPNotFound", "Floating IP " + id + " could not be found"));
    }
}
