package org.stackdeck.ui.resources.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.ui.preview.MemberPageTestBase;
import org.stackdeck.ui.resources.topology.TopologyDiagram.DiagramData;
import org.stackdeck.ui.resources.topology.TopologyDiagram.DiagramNode;
import tools.jackson.databind.JsonNode;

class TopologyViewTests extends MemberPageTestBase {

    @Override
    protected void prepare() {
        access.grant(
                mia.id(),
                ServerBuilder.STAFF,
                Role.unnamed(Set.of(Permission.NETWORK_READ, Permission.SERVER_READ)),
                null);
        resources.set(
                ResourceKind.NETWORK,
                resource(ResourceKind.NETWORK, "lan", ServerBuilder.STAFF, Map.of("status", "ACTIVE")),
                resource(ResourceKind.NETWORK, "hidden", ServerBuilder.RESEARCH, Map.of()));
        resources.set(
                ResourceKind.SUBNET,
                resource(
                        ResourceKind.SUBNET,
                        "subnet",
                        ServerBuilder.STAFF,
                        Map.of("network", "lan", "cidr", "10.0.0.0/24")));
        resources.set(
                ResourceKind.ROUTER, resource(ResourceKind.ROUTER, "hidden-router", ServerBuilder.STAFF, Map.of()));
        addServer("web-1");
    }

    @Test
    void onlyVisibleResourcesAndServersAreShown() {
        UI.getCurrent().navigate("networks/topology");

        until(() -> nodes().size() == 2);
        assertThat(nodes()).extracting(DiagramNode::name).containsExactly("lan", "web-1");
        assertThat(nodes().getFirst().info()).isEqualTo("10.0.0.0/24");
        assertThat(nodes().getFirst().state()).isEqualTo("Active");
        assertThat(nodes().getFirst().path()).isEqualTo("networks/" + ServerBuilder.CLOUD.value() + "/lan");
        assertThat(find(Select.class).single().getListDataView().getItemCount()).isOne();
    }

    @Test
    void theProjectWithTheMostObjectsIsShownAndKept() {
        access.grant(
                mia.id(),
                ServerBuilder.RESEARCH,
                Role.unnamed(Set.of(Permission.NETWORK_READ, Permission.SERVER_READ)),
                null);
        UI.getCurrent().navigate("networks/topology");
        until(() -> nodes().stream().anyMatch(node -> node.name().equals("web-1")));

        for (int i = 0; i < 5; i++) {
            inventory.put(ServerBuilder.named("theirs-" + i)
                    .id("theirs-" + i)
                    .project(ServerBuilder.RESEARCH)
                    .build());
        }
        addServer("web-2");

        until(() -> nodes().stream().anyMatch(node -> node.name().equals("web-2")));
        assertThat(find(Select.class).single().getValue()).isEqualTo(ServerBuilder.STAFF);
    }

    @Test
    void changesInTheCloudAndOfTheGrantsAreShown() {
        UI.getCurrent().navigate("networks/topology");
        until(() -> nodes().size() == 2);

        addServer("web-2");
        until(() -> nodes().size() == 3);
        access.revokeAll(mia.id());
        events.publishEvent(new AccessChanged(mia.id()));
        resources.recheck();

        until(() -> nodes().stream().noneMatch(node -> node.path().startsWith("networks/")));
    }

    @Test
    void manyServersAreOneNodeUntilTheUserOpensIt() {
        IntStream.range(2, 11).forEach(i -> addServer("web-" + i));
        UI.getCurrent().navigate("networks/topology");
        until(() -> nodes().size() == 2);
        DiagramNode group = nodes().getLast();
        assertThat(group.name()).isEqualTo("10 servers");
        assertThat(group.info()).isEqualTo("10 Running");
        assertThat(group.group()).isTrue();

        openGroup("none");
        openGroup(group.id());

        until(() -> nodes().size() == 11);
    }

    @Test
    void groupThatIsTooLargeForTheDiagramIsShownInTheTable() {
        IntStream.range(2, TopologyView.MAX_DIAGRAM_NODES + 1)
                .forEach(i -> inventory.put(
                        ServerBuilder.named("web-" + i).id("web-" + i).build()));
        UI.getCurrent().navigate("networks/topology");
        until(() -> nodes().stream().anyMatch(DiagramNode::group));

        openGroup(nodes().stream()
                .filter(DiagramNode::group)
                .findFirst()
                .orElseThrow()
                .id());

        until(() -> find(TopologyGrid.class).single().rows().size() > TopologyView.MAX_DIAGRAM_NODES);
    }

    @Test
    void topologyThatIsTooLargeForTheDiagramIsShownAsATableOnly() {
        resources.set(
                ResourceKind.NETWORK,
                IntStream.rangeClosed(0, TopologyView.MAX_DIAGRAM_NODES)
                        .mapToObj(i -> resource(ResourceKind.NETWORK, "n" + i, ServerBuilder.STAFF, Map.of()))
                        .toArray(CloudResource[]::new));
        UI.getCurrent().navigate("networks/topology");

        until(() -> find(H2.class).withText("Too large for a diagram").exists());
        assertThat(nodes()).isEmpty();
    }

    @Test
    void diagramKeepsNoDataWhileTheTableIsShown() {
        UI.getCurrent().navigate("networks/topology");
        until(() -> nodes().size() == 2);
        TopologyDiagram diagram = find(TopologyDiagram.class).single();

        test(find(NativeButton.class).withText("Table").single()).click();

        until(() -> find(TopologyGrid.class).single().rows().size() == 2);
        assertThat(String.valueOf(diagram.getElement().getPropertyRaw("graph"))).doesNotContain("web-1");
        assertThat(find(TopologyDiagram.class).exists()).isFalse();
    }

    private void openGroup(String id) {
        fire(
                find(TopologyDiagram.class).single(),
                "sd-open",
                JacksonUtils.createObjectNode().put("event.detail", id));
    }

    @Test
    void searchHighlightsNodesInTheDiagramAndFiltersTheTable() {
        UI.getCurrent().navigate("networks/topology", QueryParameters.of("q", "web"));
        until(() -> nodes().size() == 2);
        assertThat(nodes()).extracting(DiagramNode::matches).containsExactly(false, true);

        UI.getCurrent()
                .navigate(
                        "networks/topology", QueryParameters.of("view", "table").merging("q", "web"));

        until(() -> find(TopologyGrid.class).single().rows().size() == 1);
        assertThat(find(TopologyGrid.class).single().rows().getFirst())
                .satisfies(row -> assertThat(row.name()).isEqualTo("web-1"))
                .satisfies(row -> assertThat(row.connections()).isEqualTo("lan"));
    }

    private void addServer(String name) {
        inventory.put(ServerBuilder.named(name).id(name).build());
        List<CloudResource> ports = inventory.snapshot().servers().values().stream()
                .map(server -> resource(
                        ResourceKind.PORT,
                        "port-" + server.name(),
                        ServerBuilder.STAFF,
                        Map.of("network", "lan", "device", server.id().value(), "deviceOwner", "compute:nova")))
                .toList();
        resources.set(ResourceKind.PORT, ports.toArray(CloudResource[]::new));
    }

    private List<DiagramNode> nodes() {
        JsonNode graph =
                (JsonNode) find(TopologyDiagram.class).single().getElement().getPropertyRaw("graph");
        return graph == null
                ? List.of()
                : JacksonUtils.readToObject(graph, DiagramData.class).nodes();
    }

    private static CloudResource resource(ResourceKind kind, String id, Project project, Map<String, Object> values) {
        return new CloudResource(kind, ServerBuilder.CLOUD, id, project, id, false, values);
    }
}
