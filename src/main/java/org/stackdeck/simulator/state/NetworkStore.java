package org.stackdeck.simulator.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.FloatingIp;
import org.stackdeck.simulator.model.PortAddress;
import org.stackdeck.simulator.model.PortAttachment;
import org.stackdeck.simulator.model.SimulatedNetwork;
import org.stackdeck.simulator.model.SimulatedPort;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.support.StableIds;
import org.stackdeck.simulator.support.SubnetRange;
import tools.jackson.databind.node.ObjectNode;

/** Ports, floating IPs, networks and routers of the simulated Neutron. Servers store the ports that Nova created. */
public final class NetworkStore {

    private final ServerStore servers;
    private final SecurityGroupStore securityGroups;

    /** Ports that Nova did not create. Servers store the current state of the ports that are attached to them. */
    private final Map<String, SimulatedPort> ports = new LinkedHashMap<>();

    private final Map<String, FloatingIp> floatingIps = new LinkedHashMap<>();
    /** Networks and subnets that users created, and all routers: JSON documents by collection and ID. */
    private final Map<String, Map<String, ObjectNode>> objects = new HashMap<>();

    /** The last assigned address of each subnet that a user created. */
    private final Map<String, String> lastAddresses = new HashMap<>();

    /** The latest tags of the resources whose tags users have changed, by the ID of the resource. */
    private final Map<String, SimulatedTags> tags = new HashMap<>();

    private int numbers;

    /**
     * Tags of a resource.
     *
     * @param changes number of changes, by which the revision of the resource is higher
     */
    public record SimulatedTags(List<String> tags, int changes, Instant updated) {}

    NetworkStore(ServerStore servers, SecurityGroupStore securityGroups) {
        this.servers = servers;
        this.securityGroups = securityGroups;
    }

    /** Creates the floating IPs of the initial servers. */
    public synchronized void seed() {
        servers.newestFirst()
                .forEach(server -> server.devices().ports().stream()
                        .flatMap(p -> p.addresses().stream())
                        .filter(PortAddress::floating)
                        .forEach(a -> floatingIps.put(
                                a.floatingId(),
                                new FloatingIp(
                                        a.floatingId(),
                                        a.ip(),
                                        server.immutableProperties().project(),
                                        "",
                                        server.immutableProperties().created(),
                                        0))));
    }

    public synchronized Optional<SimulatedTags> findTags(String id) {
        return Optional.ofNullable(tags.get(id));
    }

    /** Replaces the tags of the resource. Like Neutron, counts only a request that changes them. */
    public synchronized void replaceTags(String id, List<String> wanted, Instant now) {
        List<String> sorted = wanted.stream().sorted().toList();
        SimulatedTags before = tags.getOrDefault(id, new SimulatedTags(List.of(), 0, now));
        if (!sorted.equals(before.tags)) {
            tags.put(id, new SimulatedTags(sorted, before.changes + 1, now));
        }
    }

    public synchronized List<PortAttachment> ports() {
        List<PortAttachment> placed = new ArrayList<>();
        for (SimulatedServer server : servers.newestFirst()) {
            server.devices().ports().forEach(p -> placed.add(new PortAttachment(p, server)));
        }
        if (!ports.isEmpty()) {
            Set<String> used = placed.stream().map(p -> p.port().id()).collect(Collectors.toSet());
            ports.values().stream()
                    .filter(p -> !used.contains(p.id()))
                    .forEach(p -> placed.add(new PortAttachment(p, null)));
        }
        return placed;
    }

    public Optional<PortAttachment> port(String id) {
        return ports().stream().filter(p -> p.port().id().equals(id)).findFirst();
    }

    public synchronized void add(SimulatedPort port) {
        ports.put(port.id(), port);
    }

    public synchronized void removePort(String id) {
        ports.remove(id);
    }

    /** Changes the port in this store and, if it is attached, in its server. */
    public void change(PortAttachment placed, UnaryOperator<SimulatedPort> change) {
        String id = placed.port().id();
        synchronized (this) {
            ports.computeIfPresent(id, (same, port) -> change.apply(port));
        }
        SimulatedServer server = placed.server();
        if (server != null) {
            server.devices().changePorts(p -> p.id().equals(id) ? change.apply(p) : p);
        }
    }

    public synchronized List<ObjectNode> objects(String collection) {
        return List.copyOf(objects.getOrDefault(collection, Map.of()).values());
    }

    public synchronized void put(String collection, ObjectNode object) {
        objects.computeIfAbsent(collection, _ -> new LinkedHashMap<>())
                .put(object.path("id").asString(""), object);
    }

    public synchronized void remove(String collection, String id) {
        objects.getOrDefault(collection, new HashMap<>()).remove(id);
    }

    public synchronized List<FloatingIp> floatingIps() {
        return List.copyOf(floatingIps.values());
    }

    public synchronized void add(FloatingIp floatingIp) {
        floatingIps.put(floatingIp.id(), floatingIp);
    }

    public synchronized void removeFloatingIp(String id) {
        floatingIps.remove(id);
    }

    public synchronized FloatingIp newFloatingIp(SimulatedProject project, String description, Instant now) {
        numbers++;
        String ip = "203.0." + (2 + numbers / 240) + "." + (10 + numbers % 240);
        FloatingIp made = new FloatingIp(StableIds.dashed("floating-ip", ip), ip, project, description, now, 0);
        floatingIps.put(made.id(), made);
        return made;
    }

    /** Returns a network of the project or an external network. */
    public Optional<SimulatedNetwork> findNetwork(SimulatedProject project, String id) {
        return DefaultResources.networks().stream()
                .filter(network -> network.id().equals(id))
                .filter(network -> network.external() || network.project().equals(project))
                .findFirst()
                .or(() -> objects("networks").stream()
                        .filter(node -> node.path("id").asString("").equals(id)
                                && node.path("project_id").asString("").equals(project.id()))
                        .map(node ->
                                new SimulatedNetwork(id, node.path("name").asString(""), project, "", "", null, false))
                        .findFirst());
    }

    /** Returns the subnets that users created in the network. */
    public List<ObjectNode> subnets(SimulatedNetwork network) {
        return objects("subnets").stream()
                .filter(subnet -> subnet.path("network_id").asString("").equals(network.id()))
                .toList();
    }

    /**
     * Returns a new port without storing it. The port has the next address or, on a network that a user created, one
     * address for each IP version.
     */
    public synchronized SimulatedPort newPort(
            SimulatedProject project, SimulatedNetwork network, String name, List<String> groups, boolean byNova) {
        numbers++;
        String mac = "fa:16:3e:f0:%02x:%02x".formatted(numbers / 256 % 256, numbers % 256);
        String ip = network.prefix() + (240 + numbers / 250 % 15) + "." + (3 + numbers % 250);
        List<PortAddress> addresses = network.cidr().isEmpty()
                ? IntStream.of(4, 6)
                        .mapToObj(version -> newAddress(network, version, mac))
                        .flatMap(Optional::stream)
                        .toList()
                : List.of(new PortAddress(network, ip, 4, "fixed", mac));
        return new SimulatedPort(
                StableIds.dashed("port", project.id() + "/" + mac),
                name,
                project,
                network,
                mac,
                addresses,
                groups,
                byNova);
    }

    private Optional<PortAddress> newAddress(SimulatedNetwork network, int version, String mac) {
        return subnets(network).stream()
                .filter(subnet -> subnet.path("ip_version").asInt(4) == version)
                .flatMap(subnet -> {
                    String id = subnet.path("id").asString("");
                    Set<String> used = ports().stream()
                            .flatMap(placed -> placed.port().fixed().stream())
                            .filter(address -> address.subnet().equals(id))
                            .map(PortAddress::ip)
                            .collect(Collectors.toSet());
                    Optional<String> ip = SubnetRange.parse(subnet.path("cidr").asString(""))
                            .orElseThrow()
                            .freeAddress(subnet.path("allocation_pools"), used, lastAddresses.getOrDefault(id, ""));
                    ip.ifPresent(assigned -> lastAddresses.put(id, assigned));
                    return ip.map(assigned -> new PortAddress(network, assigned, version, "fixed", mac, id)).stream();
                })
                .findFirst();
    }

    /**
     * Returns the address for a port with this MAC address; empty if the address is in none of the network's subnets.
     */
    public Optional<PortAddress> address(SimulatedNetwork network, String ip, String mac) {
        return network.cidr().isEmpty()
                ? subnets(network).stream()
                        .filter(subnet -> SubnetRange.parse(subnet.path("cidr").asString(""))
                                .orElseThrow()
                                .containsHost(ip))
                        .findFirst()
                        .map(subnet -> new PortAddress(
                                network,
                                ip,
                                subnet.path("ip_version").asInt(4),
                                "fixed",
                                mac,
                                subnet.path("id").asString("")))
                : Optional.of(new PortAddress(network, ip, 4, "fixed", mac));
    }

    /** Returns the usage of a project by resource, with Neutron's names. */
    public Map<String, Integer> usage(SimulatedProject project) {
        Map<String, Integer> use = new LinkedHashMap<>();
        use.put("network", 1 + count("networks", project));
        use.put("subnet", 1 + count("subnets", project));
        use.put("subnetpool", 0);
        use.put("port", (int)
                ports().stream().filter(p -> p.port().project().equals(project)).count());
        use.put("router", count("routers", project));
        use.put("floatingip", (int)
                floatingIps().stream().filter(f -> f.project().equals(project)).count());
        use.put("rbac_policy", 0);
        use.put("security_group", securityGroups.of(project).size());
        // A rule counts toward the quota of its own project, which can differ from the project of its group.
        use.put("security_group_rule", (int) securityGroups.all().stream()
                .flatMap(group -> group.rules().stream())
                .filter(rule -> rule.project().equals(project))
                .count());
        return use;
    }

    private int count(String collection, SimulatedProject project) {
        return (int) objects(collection).stream()
                .filter(o -> o.path("project_id").asString("").equals(project.id()))
                .count();
    }

    /** Returns the ports of the network that have this fixed IP. */
    public Stream<PortAttachment> withFixedIp(SimulatedNetwork network, String ip) {
        return ports().stream()
                .filter(p -> p.port().network().id().equals(network.id())
                        && p.port().fixed().stream().anyMatch(a -> a.ip().equals(ip)));
    }
}
