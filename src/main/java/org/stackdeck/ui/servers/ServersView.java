package org.stackdeck.ui.servers;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.masterdetaillayout.MasterDetailLayout;
import com.vaadin.flow.component.page.History;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.stackdeck.access.OwnerBook;
import org.stackdeck.access.Owners;
import org.stackdeck.access.Rights;
import org.stackdeck.cloud.ChangeHints;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.View;
import org.stackdeck.inventory.Watching;
import org.stackdeck.operations.Availability;
import org.stackdeck.operations.BulkOperations;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operations;
import org.stackdeck.operations.ProtectionBook;
import org.stackdeck.operations.Protections;
import org.stackdeck.platform.Subscription;
import org.stackdeck.requests.AccessRequests;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.MainLayout;
import org.stackdeck.ui.Viewer;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.launch.LaunchNavigation;
import org.stackdeck.ui.proof.ProofPrompt;
import org.stackdeck.ui.requests.AccessAsker;
import org.stackdeck.ui.requests.OpenRequests;
import org.stackdeck.ui.requests.RequestNews;

/** View with the live grid of servers. */
@Route(value = ServersView.PATH, layout = MainLayout.class)
@PermitAll
@JsModule("context://frontend/js/grid.js")
class ServersView extends Composite<MasterDetailLayout> implements AfterNavigationObserver, HasDynamicTitle {

    /** Action code with which the browser selects the focused row (keys.js). */
    private static final String PICK = "pick";
    /** Action code with which the browser opens the detail pane (grid.js). */
    private static final String OPEN = "open";

    static final String PATH = "servers";

    private final transient Inventory inventory;
    private final transient Clouds clouds;
    private final transient OwnerBook owners;
    private final transient ProtectionBook protections;
    private final transient AskedNews asked;
    private final transient AccessRequests requests;
    private final transient RequestNews requestNews;
    private final transient CurrentUser currentUser;
    private final transient Viewer viewer;
    private final transient Live live;
    private final transient ServerRows rows;
    private final transient RowActions actions;
    private final transient RowMenu menu;
    private final transient OwnWithoutAccess withoutAccess;
    private final Words words = Words.here();
    private final ServerGrid grid;
    private final transient Picking picking;
    private final ServersPane pane;
    private final Anchor launch;
    private final MasterDetailLayout layout = new MasterDetailLayout();
    private final transient Beside beside;
    private transient Runnable counts;

    ServersView(
            Inventory inventory,
            OwnerBook owners,
            ProtectionBook protections,
            Operations operations,
            BulkOperations bulkOperations,
            AskedNews asked,
            Availability availability,
            Viewer viewer,
            Live live,
            SharedViews views,
            Clouds clouds,
            ChangeHints hints,
            AccessRequests requests,
            RequestNews requestNews,
            CurrentUser currentUser,
            Offers offers,
            ProofPrompt prompt,
            List<MenuExtra> extras,
            ServerPage.Parts parts,
            Clock clock) {
        this.inventory = inventory;
        this.clouds = clouds;
        this.owners = owners;
        this.protections = protections;
        this.asked = asked;
        this.requests = requests;
        this.requestNews = requestNews;
        this.currentUser = currentUser;
        this.viewer = viewer;
        this.live = live;
        this.rows = new ServerRows(
                viewer.id(),
                viewer.id(),
                server -> availability.of(viewer.subject(), server),
                new Asked(clock),
                new BeingMade(clock, operation -> operations.mayKnow(viewer.subject(), operation), this::project),
                views);
        this.actions =
                new RowActions(operations, currentUser, offers, prompt, words, operation -> show(List.of(operation)));
        Selection selection = new Selection();
        this.grid = new ServerGrid(
                rows, words, new QuickButtons(words, viewer.id(), actions::ask, actions::withdraw), selection);
        this.picking = new Picking(
                selection,
                rows,
                grid,
                new BulkActions.Parts(bulkOperations, operations, currentUser, prompt, live),
                this,
                words);
        AccessAsker asker = new AccessAsker(requests, currentUser, words);
        this.menu = new RowMenu(grid, words, extras, viewer::rights);
        this.withoutAccess = new OwnWithoutAccess(words, currentUser.caller().userName(), asker::askInWords);
        this.pane = new ServersPane(
                words.say("servers.title"),
                new ServersPane.Parts(rows, grid, menu, new EmptyServers(words, clock, withoutAccess)),
                words,
                clock,
                clouds,
                hints,
                viewer::rights,
                _ -> write(Beside.Step.MOVED));
        this.counts = pane::showCounts;
        this.launch = LaunchNavigation.way(words.say("launch.button"));
        pane.addTool(launch);
        pane.addTool(picking.bar());
        layout.setMaster(pane);
        this.beside = new Beside(layout, grid, parts, words, this::write);
        menu.onChosen(actions::ask, (row, permission) -> asker.ask(row.server(), permission));
        grid.getElement()
                .addEventListener(
                        "sd-act",
                        event -> act(
                                event.getEventData().get("event.detail.key").asString(),
                                event.getEventData().get("event.detail.action").asString()))
                .addEventData("event.detail.key")
                .addEventData("event.detail.action");
    }

    @Override
    protected MasterDetailLayout initContent() {
        return layout;
    }

    @Override
    public String getPageTitle() {
        return words.say("app.page-title", words.say("servers.title"));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        Map<String, List<String>> parameters =
                event.getLocation().getQueryParameters().getParameters();
        GridQuery query = GridQuery.from(parameters);
        pane.show(query);
        beside.show(OpenServer.from(parameters).orElse(null));
        launch.setHref(LaunchNavigation.path(query.cloud(), query.project()));
        showCount();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        Subscription news = asked.follow(live.newestOfEach(ui, this, Operation::id, this::show));
        // Included in the response that delivers the page, so that the subscription has little or nothing to add.
        pane.show(inventory.look(viewer.id()));
        Watching watch =
                inventory.watch(viewer.id(), live.merged(ui, this, (missed, view) -> view.after(missed), this::show));
        pane.show(owners.owners());
        Subscription belonging = owners.watch(live.newest(ui, this, this::show));
        pane.show(protections.protections());
        Subscription shielding = protections.watch(live.newest(ui, this, this::show));
        showLaunch();
        Consumer<Boolean> rights = live.newest(ui, this, _ -> {
            pane.showRights();
            showLaunch();
        });
        Subscription change = viewer.onChange(() -> rights.accept(true));
        live.whileHidden(ui, this, watch::pause, watch::resume);
        counts = live.calm(ui, this, () -> {
            pane.showCounts();
            showCount();
        });
        Caller caller = currentUser.caller();
        pane.show(asked.recent(caller));
        requestNews.keep(event, live, viewer.id()::equals, () -> new OpenRequests(requests.own(caller)), this::show);
        addDetachListener(detach -> {
            detach.unregisterListener();
            watch.close();
            news.close();
            belonging.close();
            shielding.close();
            change.close();
        });
    }

    /** Shows the button to users who may launch servers in any project. */
    private void showLaunch() {
        Rights rights = viewer.rights();
        launch.setVisible(
                clouds.projects().stream().anyMatch(project -> rights.mayMakeSome(project.cloud(), project.id())));
    }

    private Project project(Operation operation) {
        CloudName cloud = operation.server().cloud();
        ProjectId id = operation.project();
        return clouds.project(cloud, id).orElseGet(() -> new Project(cloud, id, id.value()));
    }

    private void show(View view) {
        pane.show(view);
        picking.follow();
        counts.run();
    }

    private void show(Owners newest) {
        pane.show(newest);
        counts.run();
    }

    private void show(Protections newest) {
        pane.show(newest);
        picking.follow();
    }

    private void show(List<Operation> news) {
        for (Operation operation : news) {
            pane.show(operation);
            counts.run();
            Failures.tell(operation, viewer.id(), words);
        }
        picking.follow();
    }

    private void show(OpenRequests open) {
        menu.show(open, rows);
        withoutAccess.know(open);
        pane.showAccess();
    }

    private void showCount() {
        findAncestor(MainLayout.class).showServerCount(rows.visible());
    }

    private void act(String rowKey, String word) {
        ServerRow row = grid.getDataCommunicator().getKeyMapper().get(rowKey);
        if (row == null || !row.there()) {
            return;
        }
        if (word.equals(PICK)) {
            grid.pick(row.key());
        } else if (word.equals(OPEN)) {
            beside.open(row.key());
        } else if (word.equals(ServerTab.CONSOLE.word())) {
            UI.getCurrentOrThrow().navigate(ServersNavigation.serverPath(row.key(), ServerTab.CONSOLE));
        } else {
            ServerAction.ofWord(word).ifPresent(action -> ask(row.key(), action));
        }
    }

    /** Starts an action on the current server. */
    void ask(ServerKey server, ServerAction action) {
        rows.row(server).filter(ServerRow::there).ifPresent(row -> actions.ask(row, action));
    }

    /** Writes the query and the open server to the URL. */
    private void write(Beside.Step step) {
        Map<String, String> parameters = new LinkedHashMap<>(pane.query().parameters());
        parameters.putAll(beside.parameters());
        Location address = new Location(PATH, QueryParameters.simple(parameters));
        History history = UI.getCurrentOrThrow().getPage().getHistory();
        switch (step) {
            case OPENED -> history.pushState(null, address);
            case MOVED -> history.replaceState(null, address);
        }
    }
}
