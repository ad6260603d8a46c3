package org.stackdeck.ui.resources.topology;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.inventory.Delta;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.PausableSubscription;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.inventory.search.SearchQuery;
import org.stackdeck.ui.UserInputListeners;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.SearchField;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.TitledPage;
import org.stackdeck.ui.component.ToggleGroup;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.resources.ResourceRoutes;
import org.stackdeck.ui.resources.ResourceUpdates;
import org.stackdeck.ui.resources.ResourceUpdates.ResourcePageData;
import org.stackdeck.ui.resources.list.ResourceTabs;
import org.stackdeck.ui.resources.topology.TopologyDiagram.DiagramData;
import org.stackdeck.ui.resources.topology.TopologyGraph.Node;
import org.stackdeck.ui.servers.live.FreshnessBadge;

/**
 * Live page with the topology of one project, as a diagram or a table. The URL contains the project, the search text,
 * and whether the page shows the table.
 */
@StyleSheet("context://frontend/css/topology.css")
@Route(value = ResourceRoutes.TOPOLOGY_PATH, layout = MainLayout.class)
@PermitAll
public class TopologyView extends TitledPage implements BeforeEnterObserver {

    /**
     * Maximum number of servers with the same networks that the diagram shows as separate nodes. A larger number of
     * servers is one node until the user opens it.
     */
    private static final int MAX_SINGLE_SERVERS = 8;

    /**
     * Maximum number of nodes in the diagram. Larger topologies are available only as a table, which limits the data
     * that is sent to the browser.
     */
    static final int MAX_DIAGRAM_NODES = 200;

    private static final int MAX_DIAGRAM_EDGES = 600;

    private static final String PROJECT = "project";
    private static final String MODE = "view";

    private enum Mode {
        DIAGRAM,
        TABLE
    }

    private final transient ResourceUpdates updates;
    private final transient Inventory inventory;
    private final transient ViewerPermissions viewerPermissions;
    private final transient UiPush uiPush;
    private final TopologyProjectSelect projects = new TopologyProjectSelect(messages, this::onProjectChange);
    private final SearchField search = new SearchField(messages.text("resources.search"));
    private final ToggleGroup<Mode> modes =
            new ToggleGroup<>(messages.text("resources.topology.mode"), _ -> onUserChange());
    private final FreshnessBadge freshness;
    private final TopologyDiagram diagram = new TopologyDiagram(messages, this::open);
    private final TopologyGrid table = new TopologyGrid(messages);
    private final Div tools;
    private final Div empty = StyledElements.div("empty-box");
    private final Div diagramBox;
    private final Set<String> openGroups = new HashSet<>();
    private transient TopologyData data = TopologyData.NONE;
    private transient TopologyGraph shown = TopologyGraph.EMPTY;
    private @Nullable String emptyKey;

    TopologyView(ResourceUpdates updates, Inventory inventory, ViewerPermissions viewerPermissions, UiPush uiPush) {
        super("resources.topology.title");
        this.updates = updates;
        this.inventory = inventory;
        this.viewerPermissions = viewerPermissions;
        this.uiPush = uiPush;
        this.freshness = updates.freshnessBadge(messages);
        UserInputListeners.onChange(search, _ -> onUserChange());
        modes.addOption(Mode.DIAGRAM, messages.text("resources.topology.diagram"));
        modes.addOption(Mode.TABLE, messages.text("resources.topology.table"));
        tools = StyledElements.div(
                "topology-tools",
                tool("plus", "zoom-in", () -> diagram.zoom(1.25)),
                tool("minus", "zoom-out", () -> diagram.zoom(0.8)),
                tool("expand", "fit", () -> diagram.zoom(0)),
                export("svg"),
                export("png"));
        ResourceTabs.addTo(addHeader(freshness), messages, ResourceKind.NETWORK, null, updates::isOffered);
        Div filters = StyledElements.div("tools topology-filters", projects, search, modes, tools);
        diagramBox = StyledElements.div("topology grid-box", diagram, empty);
        add(filters, diagramBox);
    }

    private NativeButton tool(String icon, String key, Runnable pressed) {
        return NativeButtons.icon(icon, messages.text("resources.topology." + key), pressed);
    }

    private NativeButton export(String format) {
        NativeButton button = NativeButtons.quiet("download", messages.text("resources.topology.export." + format));
        button.addClickListener(_ -> diagram.export(format));
        return button;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters parameters = event.getLocation().getQueryParameters();
        projects.setWanted(parameters.getSingleParameter(PROJECT).orElse(""));
        String text = parameters.getSingleParameter(ResourceRoutes.SEARCH).orElse("");
        search.setValue(text.length() <= SearchField.MAX_LENGTH ? text : "");
        modes.select(
                parameters.getSingleParameter(MODE).filter("table"::equals).isPresent() ? Mode.TABLE : Mode.DIAGRAM);
        refresh();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        updates.subscribe(event, TopologyData.KINDS, viewerPermissions, this::onResources);
        UI ui = event.getUI();
        PausableSubscription subscription = inventory.subscribe(
                viewerPermissions.id(),
                uiPush.merging(ui, this, (missed, update) -> update.includingMissed(missed), this::onServers));
        UiPush.closeOnDetach(this, subscription);
        uiPush.onVisibilityChange(ui, this, subscription::pause, subscription::resume);
    }

    private void onResources(ResourcePageData received) {
        boolean changed = !received.hasSameResources(data.resources()) || !data.isComplete();
        data = data.with(received);
        freshness.update(data.freshness());
        if (changed) {
            refresh();
        }
    }

    /**
     * Updates the topology unless only servers of other projects were changed. Added and removed servers can change the
     * list of projects.
     */
    private void onServers(VisibleServersUpdate update) {
        boolean first = data.receivedServers() == null;
        data = data.with(update);
        freshness.update(data.freshness());
        Delta delta = update.delta();
        Project selected = projects.getValue();
        if (first
                || selected == null
                || !delta.added().isEmpty()
                || !delta.removed().isEmpty()
                || delta.changed().stream().anyMatch(server -> server.project().equals(selected))) {
            refresh();
        }
    }

    /**
     * Opens a group of servers. Ignores unknown IDs, because the ID comes from the browser. Shows the table instead if
     * the diagram would be too large.
     */
    private void open(String group) {
        if (!shown.isGroup(group)) {
            return;
        }
        openGroups.add(group);
        Project project = projects.getValue();
        if (project != null && isTooLarge(build(project, false))) {
            openGroups.remove(group);
            modes.select(Mode.TABLE);
            onUserChange();
        } else {
            refresh();
        }
    }

    private void onProjectChange() {
        openGroups.clear();
        onUserChange();
    }

    private void onUserChange() {
        Map<String, List<String>> parameters = new HashMap<>();
        if (!projects.wanted().isEmpty()) {
            parameters.put(PROJECT, List.of(projects.wanted()));
        }
        if (!search.isEmpty()) {
            parameters.put(ResourceRoutes.SEARCH, List.of(search.getValue()));
        }
        if (isTable()) {
            parameters.put(MODE, List.of("table"));
        }
        UI.getCurrentOrThrow()
                .getPage()
                .getHistory()
                .replaceState(null, new Location(ResourceRoutes.TOPOLOGY_PATH, new QueryParameters(parameters)));
        refresh();
    }

    private boolean isTable() {
        return modes.selected().filter(mode -> mode == Mode.TABLE).isPresent();
    }

    private void refresh() {
        Project project = projects.update(data);
        TopologyGraph graph = project == null ? TopologyGraph.EMPTY : build(project, isTable());
        shown = graph;
        boolean isEmpty = graph.nodes().isEmpty();
        boolean tooLarge = !isTable() && isTooLarge(graph);
        showMode();
        showEmptyState(
                tooLarge
                        ? "resources.topology.too-large"
                        : isEmpty && data.isComplete() ? "resources.topology.none" : null);
        tools.setVisible(!isEmpty && !tooLarge && !isTable());
        TopologyNodeFormatter labels = new TopologyNodeFormatter(messages, data.addressRanges());
        SearchQuery<?> query = search.query();
        if (isTable()) {
            Map<String, List<Node>> neighbors = graph.neighbors();
            List<TopologyGrid.Row> rows = graph.nodes().stream()
                    .filter(node -> labels.matches(node, query))
                    .map(node -> labels.row(node, neighbors.getOrDefault(node.id(), List.of())))
                    .toList();
            if (!rows.equals(table.rows())) {
                table.setRows(rows);
            }
        } else if (tooLarge) {
            diagram.show(DiagramData.NONE);
        } else {
            diagram.show(new DiagramData(
                    project == null ? "" : project.name(),
                    graph.nodes().stream()
                            .map(node -> labels.diagramNode(node, query))
                            .toList(),
                    graph.edges()));
        }
    }

    private static boolean isTooLarge(TopologyGraph graph) {
        return graph.nodes().size() > MAX_DIAGRAM_NODES || graph.edges().size() > MAX_DIAGRAM_EDGES;
    }

    /**
     * Adds the diagram or the table, and removes the other one. Clears both, so that the browser does not keep outdated
     * data.
     */
    private void showMode() {
        Component selected = isTable() ? table : diagramBox;
        if (selected.getParent().isEmpty()) {
            remove(isTable() ? diagramBox : table);
            diagram.show(DiagramData.NONE);
            table.setRows(List.of());
            add(selected);
        }
    }

    /** @param key prefix of the message keys; null to hide the empty state */
    private void showEmptyState(@Nullable String key) {
        empty.setVisible(key != null);
        if (key != null && !key.equals(emptyKey)) {
            empty.removeAll();
            empty.add(new EmptyState(
                    "plug",
                    messages.text(key + ".title"),
                    messages.text(key + ".text"),
                    StyledElements.buttonLink(
                            ResourceRoutes.listPath(ResourceKind.NETWORK), messages.text("resources.networks.title"))));
        }
        emptyKey = key;
    }

    private TopologyGraph build(Project project, boolean each) {
        return data.graph(project, (id, count) -> !each && count > MAX_SINGLE_SERVERS && !openGroups.contains(id));
    }
}
