package org.stackdeck.ui.resources.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.ui.resources.topology.TopologyGraph.Edge;
import org.stackdeck.ui.resources.topology.TopologyGraph.Node;
import org.stackdeck.ui.resources.topology.TopologyGraph.NodeType;

class TopologyGraphBuilderTests {

    private static final Project OTHER = ServerBuilder.RESEARCH;

    private final List<CloudResource> networks = new ArrayList<>(List.of(
            resource(ResourceKind.NETWORK, "public", OTHER, Map.of("external", true)),
            resource(ResourceKind.NETWORK, "lan", ServerBuilder.STAFF, Map.of()),
            resource(ResourceKind.NETWORK, "theirs", OTHER, Map.of())));
    private final List<CloudResource> routers = new ArrayList<>(
            List.of(resource(ResourceKind.ROUTER, "router", ServerBuilder.STAFF, Map.of("externalNetwork", "public"))));
    private final List<CloudResource> ports = new ArrayList<>();
    private final List<Server> servers = new ArrayList<>();

    @Test
    void portsConnectNetworksWithServersAndRouters() {
        ports.add(port("lan", "router", "network:router_interface"));
        ports.add(port("theirs", "router", "network:ha_router_replicated_interface"));
        ports.add(port("lan", "web", "compute:nova"));
        servers.add(ServerBuilder.named("web").id("web").build());

        TopologyGraph graph = build(false);

        assertThat(graph.nodes())
                .extracting(Node::type, Node::name)
                .containsExactly(
                        tuple(NodeType.EXTERNAL_NETWORK, "public"),
                        tuple(NodeType.ROUTER, "router"),
                        tuple(NodeType.NETWORK, "lan"),
                        tuple(NodeType.NETWORK, "theirs"),
                        tuple(NodeType.SERVER, "web"));
        assertThat(graph.edges())
                .containsExactlyInAnyOrder(
                        new Edge("public", "router"),
                        new Edge("router", "lan"),
                        new Edge("router", "theirs"),
                        new Edge("lan", "web"));
        assertThat(graph.neighbors().get("lan")).extracting(Node::name).containsExactly("router", "web");
    }

    @Test
    void networksOfOtherProjectsAreShownOnlyIfTheyAreConnected() {
        routers.clear();
        assertThat(build(false).nodes()).extracting(Node::name).containsExactly("lan");

        servers.add(ServerBuilder.named("web").id("web").build());
        ports.add(port("theirs", "web", "compute:nova"));

        assertThat(build(false).edges()).containsExactly(new Edge("theirs", "web"));
    }

    /** Users can set the ID of any server as the device of a port of their project. */
    @Test
    void portsOfOtherProjectsConnectNoServers() {
        servers.add(ServerBuilder.named("web").id("web").build());
        ports.add(resource(
                ResourceKind.PORT,
                "forged",
                ServerBuilder.RESEARCH,
                Map.of("network", "theirs", "device", "web", "deviceOwner", "compute:nova")));

        assertThat(build(false).edges()).doesNotContain(new Edge("theirs", "web"));
    }

    @Test
    void gatewayToAnInvisibleNetworkIsShownByItsId() {
        networks.removeIf(network -> network.id().equals("public"));

        TopologyGraph graph = build(false);

        assertThat(node(graph, "public").resource()).isNull();
        assertThat(graph.edges()).containsExactly(new Edge("public", "router"));
    }

    @Test
    void serverWithoutVisiblePortsIsConnectedByTheNamesOfItsNetworks() {
        servers.add(ServerBuilder.named("web")
                .id("web")
                .addresses(
                        new ServerAddress("lan", "10.0.0.5", 4, false),
                        new ServerAddress("invisible", "10.1.0.5", 4, false))
                .build());

        assertThat(build(false).edges()).contains(new Edge("lan", "web"), new Edge("name:invisible", "web"));
    }

    @Test
    void ambiguousNameOfANetworkRefersToNoNetwork() {
        networks.add(new CloudResource(
                ResourceKind.NETWORK, ServerBuilder.CLOUD, "lan-2", ServerBuilder.STAFF, "lan", false, Map.of()));
        servers.add(ServerBuilder.named("web")
                .id("web")
                .addresses(new ServerAddress("lan", "10.0.0.5", 4, false))
                .build());

        assertThat(build(false).edges()).contains(new Edge("name:lan", "web")).doesNotContain(new Edge("lan", "web"));
    }

    @Test
    void serversOfTheSameNetworksAreOneNodeIfGrouped() {
        IntStream.range(0, 20).forEach(i -> {
            servers.add(ServerBuilder.named("web-" + i).id("web-" + i).build());
            ports.add(port("lan", "web-" + i, "compute:nova"));
        });
        servers.add(ServerBuilder.named("both").id("both").build());
        ports.add(port("lan", "both", "compute:nova"));
        ports.add(port("theirs", "both", "compute:nova"));

        TopologyGraph graph = build(true);

        assertThat(graph.nodes())
                .filteredOn(node -> node.type() == NodeType.SERVER)
                .extracting(node -> node.servers().size())
                .containsExactlyInAnyOrder(20, 1);
        assertThat(graph.edges()).contains(new Edge("lan", "servers:lan"), new Edge("theirs", "both"));
        assertThat(build(false).nodes())
                .filteredOn(node -> node.type() == NodeType.SERVER)
                .hasSize(21);
    }

    @Test
    void serversOfOtherProjectsAreNotShown() {
        servers.add(ServerBuilder.named("theirs").project(OTHER).build());

        assertThat(build(false).nodes()).noneMatch(node -> node.type() == NodeType.SERVER);
    }

    private TopologyGraph build(boolean grouped) {
        return TopologyGraphBuilder.build(ServerBuilder.STAFF, networks, routers, ports, servers, (_, _) -> grouped);
    }

    private static Node node(TopologyGraph graph, String id) {
        return graph.nodes().stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private CloudResource port(String network, String device, String owner) {
        return resource(
                ResourceKind.PORT,
                "port-" + ports.size(),
                ServerBuilder.STAFF,
                Map.of("network", network, "device", device, "deviceOwner", owner));
    }

    private static CloudResource resource(ResourceKind kind, String id, Project project, Map<String, Object> values) {
        return new CloudResource(kind, ServerBuilder.CLOUD, id, project, id, false, values);
    }
}
