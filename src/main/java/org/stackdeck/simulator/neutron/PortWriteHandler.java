package org.stackdeck.simulator.neutron;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.model.PortAddress;
import org.stackdeck.simulator.model.PortAttachment;
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

/** Creates, updates and deletes ports. */
final class PortWriteHandler {

    /** Time for which Neutron collects events before it sends them to Nova. */
    private static final Duration NOVA_EVENT_DELAY = Duration.ofSeconds(2);

    private final NetworkStore networks;
    private final SecurityGroupStore securityGroups;
    private final QuotaStore quotaStore;
    private final SimulatorScheduler scheduler;
    private final SubnetAddresses subnetAddresses;

    PortWriteHandler(CloudState cloud) {
        this.networks = cloud.networks();
        this.securityGroups = cloud.securityGroups();
        this.quotaStore = cloud.quotas();
        this.scheduler = cloud.time();
        this.subnetAddresses = new SubnetAddresses(networks);
    }

    /** @return ID of the port */
    String create(SimulatedProject project, Token token, JsonNode wanted) {
        String id = wanted.path("network_id").asString("");
        SimulatedNetwork network = networks.findNetwork(project, id)
                .or(() -> DefaultResources.networks().stream()
                        .filter(n -> n.id().equals(id) && token.hasRole(Role.ADMIN))
                        .findFirst())
                .orElseThrow(
                        () -> new NeutronException(404, "NetworkNotFound", "Network " + id + " could not be found."));
        checkQuota(project);
        return store(networks.newPort(project, network, "", List.of(), false), wanted);
    }

    /** @throws NeutronException with the responses that Neutron 2024.1 gives to invalid combinations */
    private String store(SimulatedPort port, JsonNode wanted) {
        boolean filtered = wanted.path("port_security_enabled").asBoolean(true);
        if (!filtered && !wanted.path("security_groups").isEmpty()) {
            throw securityRequired();
        }
        List<String> groups = filtered || wanted.has("security_groups") ? groups(port.project(), wanted) : List.of();
        SimulatedPort described = withTexts(port, wanted).withGroups(groups).withAddresses(addresses(port, wanted));
        networks.add(withFilter(described, wanted));
        return port.id();
    }

    private static SimulatedPort withTexts(SimulatedPort port, JsonNode wanted) {
        return port.withTexts(
                wanted.path("name").asString(port.name()),
                wanted.path("description").asString(port.description()));
    }

    /**
     * Returns the requested fixed addresses, and the floating addresses of the port. A request with subnets instead of
     * addresses changes nothing.
     */
    private List<PortAddress> addresses(SimulatedPort port, JsonNode wanted) {
        JsonNode ips = wanted.path("fixed_ips");
        if (!ips.isArray() || ips.valueStream().anyMatch(ip -> !ip.has("ip_address"))) {
            return port.addresses();
        }
        List<PortAddress> addresses = new ArrayList<>();
        ips.forEach(ip -> addresses.add(
                subnetAddresses.address(port, ip.path("ip_address").asString(""))));
        port.addresses().stream().filter(PortAddress::floating).forEach(addresses::add);
        return addresses;
    }

    private static NeutronException securityRequired() {
        return new NeutronException(
                400,
                "PortSecurityAndIPRequiredForSecurityGroups",
                "Port security must be enabled and port must have an IP address in order to use security groups.");
    }

    private void checkQuota(SimulatedProject project) {
        NeutronWriteHandler.checkQuota(
                quotaStore,
                project,
                "port",
                networks.ports().stream()
                        .filter(p -> p.port().project().equals(project))
                        .count());
    }

    private List<String> groups(SimulatedProject project, JsonNode wanted) {
        if (!wanted.path("security_groups").isArray()) {
            return List.of(SecurityGroupStore.id(project, SecurityGroupStore.DEFAULT));
        }
        return wanted.path("security_groups")
                .valueStream()
                .map(g -> g.asString(""))
                .map(g -> securityGroups
                        .find(project, g)
                        .map(SecurityGroup::id)
                        .orElseThrow(() -> new NeutronException(
                                404, "SecurityGroupNotFound", "Security group " + g + " does not exist")))
                .toList();
    }

    void update(Token token, String id, JsonNode wanted) {
        PortAttachment placed = find(token, id);
        SimulatedPort port = placed.port();
        boolean filtered = wanted.path("port_security_enabled").asBoolean(port.filtered());
        if (!filtered && !wanted.path("security_groups").isEmpty()) {
            throw securityRequired();
        }
        boolean hasGroups = wanted.has("security_groups");
        List<String> groups = hasGroups ? groups(port.project(), wanted) : List.of();
        List<PortAddress> addresses = addresses(port, wanted);
        change(
                placed,
                p -> withFilter(
                        withTexts(p, wanted)
                                .withGroups(hasGroups ? groups : p.groups())
                                .withAddresses(wanted.has("fixed_ips") ? addresses : p.addresses()),
                        wanted));
    }

    private static SimulatedPort withFilter(SimulatedPort port, JsonNode wanted) {
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
                    "Port has security group associated. Cannot disable port security or IP address until security"
                            + " group is removed.");
        }
        if (!filtered && !all.isEmpty()) {
            throw new NeutronException(
                    409,
                    "AddressPairAndPortSecurityRequired",
                    "Port Security must be enabled in order to have allowed address pairs on a port.");
        }
        return port.withFilter(filtered, all);
    }

    void delete(Token token, String id) {
        PortAttachment placed = find(token, id);
        networks.removePort(placed.port().id());
        SimulatedServer server = placed.server();
        if (server != null) {
            server.devices().removePort(placed.port().id());
        }
    }

    void change(PortAttachment placed, UnaryOperator<SimulatedPort> change) {
        networks.change(placed, change);
        SimulatedServer server = placed.server();
        if (server != null) {
            scheduler.schedule(NOVA_EVENT_DELAY, server.devices()::refresh);
        }
    }

    PortAttachment find(Token token, String id) {
        return networks.port(id)
                .filter(p -> token.hasRole(Role.ADMIN) || p.port().project().equals(token.project()))
                .orElseThrow(() -> new NeutronException(404, "PortNotFound", "Port " + id + " could not be found."));
    }
}
