package org.stackdeck.ui.resources.topology;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.PausableSubscription;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.SearchField;
import org.stackdeck.ui.component.SearchTerms;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.TitledPage;
import org.stackdeck.ui.component.ToggleGroup;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.resources.ResourceRoutes;
import org.stackdeck.ui.resources.ResourceTabs;
import org.stackdeck.ui.resources.ResourceUpdates;
import org.stackdeck.ui.resources.ResourceUpdates.ResourcePageData;
import org.stackdeck.ui.resources.topology.TopologyDiagram.DiagramData;
import org.stackdeck.ui.resources.topology.TopologyDiagram.DiagramNode;
import org.stackdeck.ui.resources.topology.TopologyGraph.Node;
import org.stackdeck.ui.servers.live.FreshnessBadge;

/**
 * Live topology of one project, as a diagram and as a table. The URL contains the project, the search and whether the table
 * is shown.
 */
@Route(value = ResourceRoutes.TOPOLOGY_PATH, layout = MainLayout.class)
@PermitAll
public class TopologyView extends TitledPage implements BeforeEnterObserver {

    /** Larger numbers of servers with the same networks are shown as one node until the user opens it. */
    private static final int MAX_SINGLE_SERVERS = 8;

    /** Larger topologies are shown as a table only. The data of a page is limited. */
    static final int MAX_DIAGRAM_NODES = 200;

    private static final int MAX_DIAGRAM_EDGES = 600;

    /** Maximum number of connections of a node that the table names. */
    private static final int MAX_CONNECTIONS = 20;

    private static final Set<ResourceKind> KINDS =
            Set.of(ResourceKind.NETWORK, ResourceKind.SUBNET, ResourceKind.ROUTER, ResourceKind.PORT);

    private static final String PROJECT = "project";
    private static final String SEARCH = "q";
    private static final String MODE = "view";

    private enum Mode {
        DIAGRAM,
        TABLE
    }

    private final transient ResourceUpdates updates;
    private final transient Inventory inventory;
    private final transient ViewerPermissions viewerPermissions;
    private final transient UiPush uiPush;
    private final Select<Project> projects = new Select<>();
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
    private transient ResourcePageData data = ResourcePageData.NONE;
    private transient Collection<Server> servers = List.of();
    private transient List<Project> offered = List.of();
    private transient TopologyGraph shown = TopologyGraph.EMPTY;
    private String wantedProject = "";
    /** Whether everything has been received once. Until then, the default project can change. */
    private boolean settled;

    private @Nullable String emptyKey;

    TopologyView(ResourceUpdates updates, Inventory inventory, ViewerPermissions viewerPermissions, UiPush uiPush) {
        super("resources.topology.title");
        this.updates = updates;
        this.inventory = inventory;
        this.viewerPermissions = viewerPermissions;
        this.uiPush = uiPush;
        this.freshness = updates.freshnessBadge(messages);
        projects.setAriaLabel(messages.text("servers.column.project"));
        projects.setItemLabelGenerator(this::label);
        projects.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                wantedProject = event.getValue() == null ? "" : parameter(event.getValue());
                openGroups.clear();
                onUserChange();
            }
        });
        search.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                onUserChange();
            }
        });
        modes.addOption(Mode.DIAGRAM, messages.text("resources.topology.diagram"));
        modes.addOption(Mode.TABLE, messages.text("resources.topology.table"));
        tools = StyledElements.div(
                "topology-tools",
                tool("plus", "zoom-in", () -> diagram.zoom(1.25)),
                tool("minus", "zoom-out", () -> diagram.zoom(0.8)),
                tool("expand", "fit", () -> diagram.zoom(0)),
                export("svg"),
                export("png"));
        addHeader(freshness);
        Div filters = StyledElements.div("states last");
        filters.add(ResourceTabs.create(messages, ResourceKind.NETWORK, null));
        filters.add(projects, search, modes, tools);
        diagramBox = StyledElements.div("topology grid-box", diagram, empty);
        add(filters, diagramBox);
    }

    private NativeButton tool(String icon, String key, Runnable pressed) {
        return Buttons.icon(icon, messages.text("resources.topology." + key), pressed);
    }

    private NativeButton export(String format) {
        NativeButton button = Buttons.quiet("download", messages.text("resources.topology.export." + format));
        button.addClickListener(_ -> diagram.export(format));
        return button;
    }

    private String label(Project project) {
        boolean severalClouds =
                offered.stream().map(Project::cloud).distinct().limit(2).count() > 1;
        return severalClouds ? project.name() + " · " + project.cloud().value() : project.name();
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters parameters = event.getLocation().getQueryParameters();
        wantedProject = parameters.getSingleParameter(PROJECT).orElse("");
        String text = parameters.getSingleParameter(SEARCH).orElse("");
        search.setValue(text.length() <= SearchField.MAX_LENGTH ? text : "");
        modes.select(
                parameters.getSingleParameter(MODE).filter("table"::equals).isPresent() ? Mode.TABLE : Mode.DIAGRAM);
        refresh();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        updates.subscribe(event, KINDS, viewerPermissions, this::onResources);
        UI ui = event.getUI();
        PausableSubscription subscription = inventory.subscribe(
                viewerPermissions.id(),
                uiPush.merging(ui, this, (missed, update) -> update.includingMissed(missed), this::onServers));
        UiPush.closeOnDetach(this, subscription);
        uiPush.onVisibilityChange(ui, this, subscription::pause, subscription::resume);
    }

    private void onResources(ResourcePageData received) {
        freshness.update(received.of(ResourceKind.NETWORK).freshness());
        boolean changed = !received.hasSameResources(data) || !isComplete();
        data = received;
        if (changed) {
            refresh();
        }
    }

    private void onServers(VisibleServersUpdate update) {
        if (!update.delta().isEmpty()) {
            servers = update.servers().values();
            refresh();
        }
    }

    /** The ID comes from the browser. A group that is too large is shown in the table. */
    private void open(String group) {
        if (shown.groupSize(group) == 0) {
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

    private void onUserChange() {
        Map<String, List<String>> parameters = new HashMap<>();
        if (!wantedProject.isEmpty()) {
            parameters.put(PROJECT, List.of(wantedProject));
        }
        if (!search.isEmpty()) {
            parameters.put(SEARCH, List.of(search.getValue()));
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

    private static String parameter(Project project) {
        return project.cloud().value() + "/" + project.id().value();
    }

    private void refresh() {
        Project project = updateProjects();
        TopologyGraph graph = project == null ? TopologyGraph.EMPTY : build(project, isTable());
        shown = graph;
        boolean nothing = graph.nodes().isEmpty();
        boolean tooLarge = !isTable() && isTooLarge(graph);
        showMode();
        showEmptyState(
                tooLarge ? "resources.topology.too-large" : nothing && isComplete() ? "resources.topology.none" : null);
        tools.setVisible(!nothing && !tooLarge && !isTable());
        TopologyLabels labels = new TopologyLabels(messages, this::addressRanges);
        SearchTerms terms = search.terms();
        if (isTable()) {
            Map<String, List<Node>> neighbors = graph.neighbors();
            List<TopologyGrid.Row> rows = graph.nodes().stream()
                    .filter(node -> search.isEmpty() || terms.matches(searchText(node, labels)))
                    .map(node -> row(node, neighbors.getOrDefault(node.id(), List.of()), labels))
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
                            .map(node -> diagramNode(
                                    node, labels, search.isEmpty() || terms.matches(searchText(node, labels))))
                            .toList(),
                    graph.edges()));
        }
    }

    private static boolean isTooLarge(TopologyGraph graph) {
        return graph.nodes().size() > MAX_DIAGRAM_NODES || graph.edges().size() > MAX_DIAGRAM_EDGES;
    }

    /** Removes and clears the diagram or the table that is not shown, so that no browser keeps what changes later. */
    private void showMode() {
        Component wanted = isTable() ? table : diagramBox;
        if (wanted.getParent().isEmpty()) {
            remove(isTable() ? diagramBox : table);
            diagram.show(DiagramData.NONE);
            table.setRows(List.of());
            add(wanted);
        }
    }

    /** @param key null to show none */
    private void showEmptyState(@Nullable String key) {
        empty.setVisible(key != null);
        if (key != null && !key.equals(emptyKey)) {
            empty.removeAll();
            empty.add(new EmptyState("plug", messages.text(key + ".title"), messages.text(key + ".text")));
        }
        emptyKey = key;
    }

    private boolean isComplete() {
        return data.byKind().keySet().containsAll(KINDS)
                && data.byKind().values().stream()
                        .flatMap(visible -> visible.freshness().values().stream())
                        .allMatch(Freshness::complete);
    }

    private TopologyGraph build(Project project, boolean each) {
        return TopologyGraphBuilder.build(
                project,
                data.of(ResourceKind.NETWORK).resources(),
                data.of(ResourceKind.ROUTER).resources(),
                data.of(ResourceKind.PORT).resources(),
                servers,
                (id, count) -> !each && count > MAX_SINGLE_SERVERS && !openGroups.contains(id));
    }

    /** Offers the projects with something to show, and returns the selected one; null if there is none. */
    private @Nullable Project updateProjects() {
        Map<Project, Long> sizes = Stream.concat(
                        Stream.of(ResourceKind.NETWORK, ResourceKind.ROUTER)
                                .flatMap(kind -> data.of(kind).resources().stream())
                                .map(CloudResource::project)
                                .filter(Objects::nonNull),
                        servers.stream().map(Server::project))
                .collect(Collectors.groupingBy(project -> project, Collectors.counting()));
        List<Project> current = sizes.keySet().stream()
                .sorted(Comparator.comparing(Project::name).thenComparing(TopologyView::parameter))
                .toList();
        if (!current.equals(offered)) {
            offered = current;
            Project before = projects.getValue();
            projects.setItems(current);
            projects.setValue(current.contains(before) ? before : null);
        }
        Project selected = current.stream()
                .filter(project -> parameter(project).equals(wantedProject))
                .findFirst()
                .or(() -> Optional.ofNullable(projects.getValue())
                        .filter(project -> settled && current.contains(project)))
                .or(() -> current.stream().max(Comparator.comparing(project -> sizes.getOrDefault(project, 0L))))
                .orElse(null);
        if (!Objects.equals(projects.getValue(), selected)) {
            projects.setValue(selected);
        }
        settled |= isComplete() && !servers.isEmpty();
        return selected;
    }

    private String addressRanges(CloudResource network) {
        return data.of(ResourceKind.SUBNET).resources().stream()
                .filter(subnet -> subnet.cloud().equals(network.cloud())
                        && subnet.text("network").filter(network.id()::equals).isPresent())
                .flatMap(subnet -> subnet.text("cidr").stream())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String searchText(Node node, TopologyLabels labels) {
        return node.searchText() + " " + labels.info(node) + " " + labels.state(node) + " " + labels.type(node);
    }

    private static DiagramNode diagramNode(Node node, TopologyLabels labels, boolean matches) {
        return new DiagramNode(
                node.id(),
                node.type().icon(),
                labels.type(node),
                labels.name(node),
                labels.info(node),
                labels.style(node).tone(),
                labels.style(node).icon(),
                labels.state(node),
                labels.path(node),
                node.isGroup(),
                matches);
    }

    private TopologyGrid.Row row(Node node, List<Node> neighbors, TopologyLabels labels) {
        String connections =
                neighbors.stream().limit(MAX_CONNECTIONS).map(labels::name).collect(Collectors.joining(", "));
        return new TopologyGrid.Row(
                node.id(),
                labels.name(node),
                labels.path(node),
                labels.type(node),
                labels.style(node),
                labels.state(node),
                labels.info(node),
                neighbors.size() <= MAX_CONNECTIONS
                        ? connections
                        : connections + ", "
                                + messages.text("servers.bulk.left-out.more", neighbors.size() - MAX_CONNECTIONS));
    }
}
