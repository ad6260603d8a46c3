package org.stackdeck.simulator.neutron;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.model.FloatingIp;
import org.stackdeck.simulator.model.PortAddress;
import org.stackdeck.simulator.model.PortAttachment;
import org.stackdeck.simulator.model.SimulatedPort;
import org.stackdeck.simulator.state.CloudState;
import org.stackdeck.simulator.state.DefaultResources;
import org.stackdeck.simulator.state.NetworkStore;
import org.stackdeck.simulator.state.QuotaStore;
import org.stackdeck.simulator.support.SimulatorScheduler;
import tools.jackson.databind.JsonNode;

/** Creates, updates and deletes floating IPs. */
final class FloatingIpWriteHandler {

    private final NetworkStore networks;
    private final PortWriteHandler ports;
    private final QuotaStore quotaStore;
    private final SimulatorScheduler scheduler;

    FloatingIpWriteHandler(CloudState cloud, PortWriteHandler ports) {
        this.networks = cloud.networks();
        this.ports = ports;
        this.quotaStore = cloud.quotas();
        this.scheduler = cloud.time();
    }

    /** @return ID of the floating IP */
    String create(SimulatedProject project, Token token, JsonNode wanted) {
        String network = wanted.path("floating_network_id").asString("");
        if (network.isEmpty()) {
            throw new NeutronException(
                    400,
                    "HTTPBadRequest",
                    "Failed to parse request. Required attribute 'floating_network_id' not specified");
        }
        boolean isCreated = networks.objects("networks").stream()
                .anyMatch(n -> n.path("id").asString("").equals(network));
        if (!isCreated && DefaultResources.networks().stream().noneMatch(n -> n.id().equals(network))) {
            throw new NeutronException(404, "NetworkNotFound", "Network " + network + " could not be found.");
        }
        if (!network.equals(DefaultResources.PUBLIC.id())) {
            throw new NeutronException(
                    400,
                    "BadRequest",
                    "Bad floatingip request: Network %s is not a valid external network.".formatted(network));
        }
        String subnet = wanted.path("subnet_id").asString("");
        if (!subnet.isEmpty() && !subnet.equals(DefaultResources.PUBLIC.subnetId())) {
            throw new NeutronException(404, "SubnetNotFound", "Subnet " + subnet + " could not be found.");
        }
        NeutronWriteHandler.checkQuota(
                quotaStore,
                project,
                "floatingip",
                networks.floatingIps().stream()
                        .filter(f -> f.project().equals(project))
                        .count());
        PortAttachment binding = target(token, wanted);
        FloatingIp made =
                networks.newFloatingIp(project, wanted.path("description").asString(""), scheduler.now());
        if (binding != null) {
            associate(made, binding);
        }
        return made.id();
    }

    void update(Token token, String id, JsonNode wanted) {
        if (wanted.path("description").isString()) {
            networks.add(floatingIp(token, id)
                    .withDescription(wanted.path("description").asString()));
        }
        FloatingIp floatingIp = floatingIp(token, id);
        if (!wanted.has("port_id")) {
            return;
        }
        PortAttachment binding = target(token, wanted);
        networks.add(floatingIp.withNextRevision());
        dissociate(floatingIp);
        if (binding != null) {
            associate(floatingIp, binding);
        }
    }

    void delete(Token token, String id) {
        dissociate(floatingIp(token, id));
        networks.removeFloatingIp(id);
    }

    private @Nullable PortAttachment target(Token token, JsonNode wanted) {
        String id = wanted.path("port_id").asString("");
        PortAttachment found = id.isEmpty() ? null : ports.find(token, id);
        if (found != null && found.port().fixed().isEmpty()) {
            throw new NeutronException(
                    400,
                    "BadRequest",
                    "Bad floatingip request: Cannot add floating IP to port %s that has no fixed IPv4 addresses."
                            .formatted(id));
        }
        String fixed = wanted.path("fixed_ip_address").asString("");
        String first = found == null
                ? ""
                : found.port().fixed().stream().map(PortAddress::ip).findFirst().orElse("");
        if (!fixed.isEmpty() && !fixed.equals(first)) {
            throw new NeutronException(
                    400,
                    "BadRequest",
                    "Bad floatingip request: Cannot use the fixed IP address %s. The simulator supports only the first"
                                    .formatted(fixed)
                            + " fixed IP address of the port.");
        }
        return found;
    }

    private void associate(FloatingIp floatingIp, PortAttachment placed) {
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
        ports.change(placed, p -> {
            List<PortAddress> more = new ArrayList<>(p.addresses());
            more.add(address);
            return p.withAddresses(more);
        });
    }

    private void dissociate(FloatingIp floatingIp) {
        networks.ports().stream()
                .filter(p -> p.has(floatingIp.ip()))
                .forEach(p -> ports.change(
                        p,
                        port -> port.withAddresses(port.addresses().stream()
                                .filter(a -> !a.floating() || !a.ip().equals(floatingIp.ip()))
                                .toList())));
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
