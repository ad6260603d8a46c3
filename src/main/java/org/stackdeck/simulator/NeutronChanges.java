package org.stackdeck.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Creates, updates and deletes ports and floating IPs. */
final class NeutronChanges {

    /** Delay in which Neutron collects events for Nova. */
    private static final Duration UNTIL_NOVA_HEARS = Duration.ofSeconds(2);

    private final NetworkStore networks;
    private final Quotas quotas;
    private final Time time;

    NeutronChanges(CloudState cloud) {
        this.networks = cloud.networks();
        this.quotas = cloud.quotas();
        this.time = cloud.time();
    }

    /** @return ID of the new object */
    String create(String collection, Token token, JsonNode body) {
        return switch (collection) {
            case "floatingips" -> createFloatingIp(token, body.path("floatingip"));
            case "ports" -> createPort(token, body.path("port"));
            default -> throw new NoSuchPath();
        };
    }

    void update(String collection, Token token, String id, JsonNode body) {
        switch (collection) {
            case "floatingips" -> updateFloatingIp(token, id, body.path("floatingip"));
            case "ports" -> updatePort(token, id, body.path("port"));
            default -> throw new NoSuchPath();
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
            default -> throw new NoSuchPath();
        }
    }

    private String createFloatingIp(Token token, JsonNode wanted) {
        SimulatedProject project = project(token);
        String network = wanted.path("floating_network_id").asString("");
        if (network.isEmpty()) {
            throw new NeutronRefusal(
                    400,
                    "HTTPBadRequest",
                    "Failed to parse request. Required attribute 'floating_network_id' not specified");
        }
        if (Infrastructure.networks().stream().noneMatch(n -> n.id().equals(network))) {
            throw new NeutronRefusal(404, "NetworkNotFound", "Network " + network + " could not be found.");
        }
        if (!network.equals(Infrastructure.PUBLIC.id())) {
            throw new NeutronRefusal(
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
        PlacedPort port = target(token, wanted);
        FloatingIp made =
                networks.newFloatingIp(project, wanted.path("description").asString(""), time.now());
        if (port != null) {
            associate(made, port);
        }
        return made.id();
    }

    private void updateFloatingIp(Token token, String id, JsonNode wanted) {
        FloatingIp floatingIp = floatingIp(token, id);
        if (!wanted.has("port_id")) {
            return;
        }
        PlacedPort port = target(token, wanted);
        networks.add(floatingIp.changed());
        dissociate(floatingIp);
        if (port != null) {
            associate(floatingIp, port);
        }
    }

    private @Nullable PlacedPort target(Token token, JsonNode wanted) {
        String id = wanted.path("port_id").asString("");
        return id.isEmpty() ? null : port(token, id);
    }

    private void associate(FloatingIp floatingIp, PlacedPort placed) {
        SimulatedPort port = placed.port();
        String fixed = port.fixed().stream().map(PortAddress::ip).findFirst().orElse("");
        if (port.addresses().stream().anyMatch(PortAddress::floating)) {
            throw new NeutronRefusal(
                    409,
                    "FloatingIPPortAlreadyAssociated",
                    ("Cannot associate floating IP %s (%s) with port %s using fixed IP %s, as that fixed IP already has"
                                    + " a floating IP on external network %s.")
                            .formatted(floatingIp.ip(), floatingIp.id(), port.id(), fixed, Infrastructure.PUBLIC.id()));
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

    private void change(PlacedPort placed, UnaryOperator<SimulatedPort> change) {
        networks.change(placed, change);
        SimulatedServer server = placed.server();
        if (server != null) {
            time.after(UNTIL_NOVA_HEARS, server.devices()::refresh);
        }
    }

    private String createPort(Token token, JsonNode wanted) {
        SimulatedProject project = project(token);
        String id = wanted.path("network_id").asString("");
        SimulatedNetwork network = Infrastructure.networks().stream()
                .filter(n -> n.id().equals(id))
                .filter(n -> n.external() || n.project().equals(project) || token.may(Role.ADMIN))
                .findFirst()
                .orElseThrow(
                        () -> new NeutronRefusal(404, "NetworkNotFound", "Network " + id + " could not be found."));
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

    private static List<String> groups(SimulatedProject project, JsonNode wanted) {
        if (!wanted.path("security_groups").isArray()) {
            return List.of(SecurityGroups.id(project, SecurityGroups.DEFAULT));
        }
        return wanted.path("security_groups")
                .valueStream()
                .map(g -> g.asString(""))
                .map(g -> SecurityGroups.find(project, g)
                        .map(SecurityGroup::id)
                        .orElseThrow(() -> new NeutronRefusal(
                                404, "SecurityGroupNotFound", "Security group " + g + " does not exist")))
                .toList();
    }

    private void updatePort(Token token, String id, JsonNode wanted) {
        PlacedPort placed = port(token, id);
        if (wanted.has("security_groups")) {
            List<String> groups = groups(placed.port().project(), wanted);
            change(placed, p -> p.withGroups(groups));
        }
    }

    private void deletePort(PlacedPort placed) {
        networks.removePort(placed.port().id());
        SimulatedServer server = placed.server();
        if (server != null) {
            server.devices().unplug(placed.port().id());
        }
    }

    private void checkQuota(SimulatedProject project, String resource, long used) {
        int most = quotas.limit(project, resource);
        if (most >= 0 && used >= most) {
            throw new NeutronRefusal(409, "OverQuota", "Quota exceeded for resources: ['%s'].".formatted(resource));
        }
    }

    private static SimulatedProject project(Token token) {
        SimulatedProject project = token.project();
        if (project == null) {
            throw Refusal.forbidden("A project is wanted.");
        }
        return project;
    }

    private PlacedPort port(Token token, String id) {
        return networks.port(id)
                .filter(p -> token.may(Role.ADMIN) || p.port().project().equals(token.project()))
                .orElseThrow(() -> new NeutronRefusal(404, "PortNotFound", "Port " + id + " could not be found."));
    }

    private FloatingIp floatingIp(Token token, String id) {
        return networks.floatingIps().stream()
                .filter(f -> f.id().equals(id))
                .filter(f -> token.may(Role.ADMIN) || f.project().equals(token.project()))
                .findFirst()
                .orElseThrow(() ->
                        new NeutronRefusal(404, "FloatingIPNotFound", "Floating IP " + id + " could not be found"));
    }
}
