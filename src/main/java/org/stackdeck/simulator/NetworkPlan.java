package org.stackdeck.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Networks and ports of a new server. */
record NetworkPlan(List<Wish> wishes) {

    /**
     * A requested network interface.
     *
     * @param port existing port; null to create one
     * @param ip requested address of a new port; empty for any
     */
    record Wish(SimulatedNetwork network, @Nullable SimulatedPort port, String ip) {}

    /**
     * @param wanted a list, {@code auto}, {@code none}, or missing
     * @throws Refusal 400, 403 or 409 with Nova's message
     */
    static NetworkPlan of(JsonNode wanted, SimulatedProject project, NetworkStore networks, int servers) {
        if (wanted.isString() && wanted.asString().equals("none")) {
            return new NetworkPlan(List.of());
        }
        if (!wanted.isArray() || wanted.isEmpty()) {
            return new NetworkPlan(List.of(new Wish(Infrastructure.networkOf(project), null, "")));
        }
        List<Wish> wishes = new ArrayList<>();
        Set<String> ports = new HashSet<>();
        for (JsonNode one : wanted) {
            wishes.add(
                    one.path("port").isString()
                            ? ofPort(one, project, networks, ports)
                            : ofNetwork(one, project, networks));
        }
        if (servers > 1 && !ports.isEmpty()) {
            throw Refusal.badRequest("Failed to launch instances: Unable to launch multiple instances with a single"
                    + " configured port ID. Please launch your instance one by one with different ports.");
        }
        return new NetworkPlan(List.copyOf(wishes));
    }

    private static Wish ofPort(JsonNode one, SimulatedProject project, NetworkStore networks, Set<String> ports) {
        String id = one.path("port").asString("");
        if (!ports.add(id)) {
            throw Refusal.badRequest(
                    "Port ID '%s' was specified twice: you cannot attach a port multiple times.".formatted(id));
        }
        if (one.has("fixed_ip")) {
            throw Refusal.badRequest(
                    "Specified Fixed IP '%s' cannot be used with port '%s': the two cannot be specified together."
                            .formatted(one.path("fixed_ip").asString(""), id));
        }
        PlacedPort placed = networks.port(id)
                .filter(p -> p.port().project().equals(project))
                .orElseThrow(() -> Refusal.badRequest("Port id " + id + " could not be found."));
        if (placed.server() != null) {
            throw Refusal.conflict("Port " + id + " is still in use.");
        }
        return new Wish(placed.port().network(), placed.port(), "");
    }

    private static Wish ofNetwork(JsonNode one, SimulatedProject project, NetworkStore networks) {
        String id = one.path("uuid").asString("");
        if (id.isEmpty()) {
            throw Refusal.badRequest("Bad network format: missing 'uuid'");
        }
        SimulatedNetwork network = NetworkChoice.seen(project, id)
                .orElseThrow(() -> Refusal.badRequest("Network " + id + " could not be found."));
        String ip = one.path("fixed_ip").asString("");
        networks.withFixedIp(ip).findFirst().ifPresent(p -> {
            SimulatedServer other = p.server();
            throw Refusal.badRequest("Fixed IP address %s is already in use on instance %s."
                    .formatted(ip, other == null ? "None" : other.id()));
        });
        return new Wish(network, null, ip);
    }

    /** Whether an external network is requested, which the API accepts and the compute service rejects. */
    boolean external() {
        return wishes.stream().anyMatch(w -> w.network().external());
    }

    /** Returns the ports and creates the missing ones. */
    List<SimulatedPort> ports(ServerPlan plan, NetworkStore networks) {
        return wishes.stream().map(wish -> port(wish, plan, networks)).toList();
    }

    private static SimulatedPort port(Wish wish, ServerPlan plan, NetworkStore networks) {
        if (wish.port() != null) {
            return wish.port();
        }
        SimulatedPort made = networks.newPort(plan.project(), wish.network(), "", plan.groups(), true);
        return wish.ip().isEmpty()
                ? made
                : made.withAddresses(List.of(new PortAddress(wish.network(), wish.ip(), 4, "fixed", made.mac())));
    }
}
