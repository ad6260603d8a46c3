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
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.ownership.ServerOwnerCache;
import org.stackdeck.access.ownership.ServerOwnerMap;
import org.stackdeck.accessrequests.AccessRequestService;
import org.stackdeck.cloud.ChangeHintSource;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.InventorySubscription;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.operations.ActionAvailabilityService;
import org.stackdeck.operations.BulkOperationService;
import org.stackdeck.operations.DeletionProtectionCache;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationService;
import org.stackdeck.operations.ProtectedServers;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.accessrequests.AccessRequestChangeNotifier;
import org.stackdeck.ui.accessrequests.AccessRequester;
import org.stackdeck.ui.accessrequests.OwnPendingAccessRequests;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.launch.LaunchRoutes;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;
import org.stackdeck.ui.servers.actions.ActionDialogLoader;
import org.stackdeck.ui.servers.actions.OperationFailureToasts;
import org.stackdeck.ui.servers.actions.ServerActionSubmitter;
import org.stackdeck.ui.servers.actions.ViewedUser;
import org.stackdeck.ui.servers.bulk.BulkActionController;
import org.stackdeck.ui.servers.bulk.BulkSelectionController;
import org.stackdeck.ui.servers.detail.ServerDetailPage;
import org.stackdeck.ui.servers.grid.PendingServers;
import org.stackdeck.ui.servers.grid.QuickActionButtons;
import org.stackdeck.ui.servers.grid.RecentServerOperations;
import org.stackdeck.ui.servers.grid.ServerGrid;
import org.stackdeck.ui.servers.grid.ServerGridModel;
import org.stackdeck.ui.servers.grid.ServerRow;
import org.stackdeck.ui.servers.grid.ServerSelection;
import org.stackdeck.ui.servers.live.ServerOperationUpdates;
import org.stackdeck.ui.servers.menu.ServerMenu;
import org.stackdeck.ui.servers.menu.ServerMenuItem;
import org.stackdeck.ui.servers.navigation.ServerPageAddress;
import org.stackdeck.ui.servers.navigation.ServerRoutes;
import org.stackdeck.ui.servers.navigation.ServerTab;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.search.SortedServersCache;

/** View with the live grid of servers. */
@Route(value = ServersView.PATH, layout = MainLayout.class)
@PermitAll
@JsModule("context://frontend/js/grid.js")
public class ServersView extends Composite<MasterDetailLayout> implements AfterNavigationObserver, HasDynamicTitle {

    /** Action code with which the browser selects the focused row (keys.js). */
    private static final String SELECT_ACTION = "pick";
    /** Action code with which the browser opens the detail pane (grid.js). */
    private static final String OPEN_ACTION = "open";

    public static final String PATH = "servers";

    private final transient Inventory inventory;
    private final transient Clouds clouds;
    private final transient ServerOwnerCache owners;
    private final transient DeletionProtectionCache protections;
    private final transient ServerOperationUpdates serverOperationUpdates;
    private final transient AccessRequestService accessRequestService;
    private final transient AccessRequestChangeNotifier accessRequestChangeNotifier;
    private final transient CurrentUser currentUser;
    private final transient ViewerPermissions viewerPermissions;
    private final transient UiPush uiPush;
    private final transient ServerGridModel model;
    private final transient ServerActionSubmitter submitter;
    private final transient ServerMenu menu;
    private final transient ViewerNoAccessStateFactory withoutAccess;
    private final Messages messages = Messages.current();
    private final ServerGrid grid;
    private final transient BulkSelectionController bulkSelection;
    private final ServersPanel panel;
    private final Anchor launch;
    private final MasterDetailLayout layout = new MasterDetailLayout();
    private final transient ServerDetailPaneController detailPane;
    private transient Runnable refreshCounts;

    ServersView(
            Inventory inventory,
            ServerOwnerCache owners,
            DeletionProtectionCache protections,
            OperationService operationService,
            BulkOperationService bulkOperationService,
            ServerOperationUpdates serverOperationUpdates,
            ActionAvailabilityService actionAvailabilityService,
            ViewerPermissions viewerPermissions,
            UiPush uiPush,
            SortedServersCache sortedServersCache,
            Clouds clouds,
            ChangeHintSource source,
            AccessRequestService accessRequestService,
            AccessRequestChangeNotifier accessRequestChangeNotifier,
            CurrentUser currentUser,
            ActionDialogLoader actionDialogLoader,
            ReauthenticationHandler handler,
            List<ServerMenuItem> extras,
            ServerDetailPage.Services services,
            Clock clock) {
        this.inventory = inventory;
        this.clouds = clouds;
        this.owners = owners;
        this.protections = protections;
        this.serverOperationUpdates = serverOperationUpdates;
        this.accessRequestService = accessRequestService;
        this.accessRequestChangeNotifier = accessRequestChangeNotifier;
        this.currentUser = currentUser;
        this.viewerPermissions = viewerPermissions;
        this.uiPush = uiPush;
        this.model = new ServerGridModel(
                viewerPermissions.id(),
                viewerPermissions.id(),
                server -> actionAvailabilityService.checkAll(viewerPermissions.subject(), server),
                new RecentServerOperations(clock),
                new PendingServers(
                        clock,
                        operation -> operationService.canSee(viewerPermissions.subject(), operation),
                        this::findProject),
                sortedServersCache);
        this.submitter = new ServerActionSubmitter(
                operationService,
                currentUser,
                actionDialogLoader,
                handler,
                uiPush,
                messages,
                operation -> onOperations(List.of(operation)));
        ServerSelection serverSelection = new ServerSelection();
        this.grid = new ServerGrid(
                model,
                messages,
                new QuickActionButtons(messages, viewerPermissions.id(), submitter::start, submitter::cancelCreation),
                serverSelection);
        this.bulkSelection = new BulkSelectionController(
                serverSelection,
                model,
                grid,
                new BulkActionController.Services(bulkOperationService, operationService, currentUser, handler, uiPush),
                this,
                messages);
        AccessRequester requester = new AccessRequester(accessRequestService, currentUser, messages);
        this.menu = ServerMenu.forGrid(grid, messages, ViewedUser.SELF, extras, viewerPermissions::rights);
        this.withoutAccess =
                new ViewerNoAccessStateFactory(messages, currentUser.caller().userName(), requester::requestFreeForm);
        this.panel = new ServersPanel(
                messages.text("servers.title"),
                new ServersPanel.Parts(model, grid, menu, new ServersEmptyStateFactory(messages, clock, withoutAccess)),
                messages,
                clock,
                clouds,
                source,
                viewerPermissions::rights,
                _ -> updateAddress(ServerDetailPaneController.HistoryChange.MOVED));
        this.refreshCounts = panel::refreshCounts;
        this.launch = LaunchRoutes.launchButton(messages.text("launch.button"));
        panel.addTool(launch);
        panel.addTool(bulkSelection.bar());
        layout.setMaster(panel);
        this.detailPane = new ServerDetailPaneController(layout, grid, services, messages, this::updateAddress);
        menu.setClickHandlers(
                submitter::start, (row, permission) -> requester.requestPermission(row.server(), permission));
        grid.getElement()
                .addEventListener(
                        "sd-act",
                        event -> onGridAction(
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
        return messages.text("app.page-title", messages.text("servers.title"));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        Map<String, List<String>> parameters =
                event.getLocation().getQueryParameters().getParameters();
        ServerGridQuery query = ServerGridQuery.fromParameters(parameters);
        panel.setQuery(query);
        detailPane.update(ServerPageAddress.fromParameters(parameters).orElse(null));
        launch.setHref(LaunchRoutes.path(query.cloud(), query.project()));
        updateServerCount();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        Subscription news =
                serverOperationUpdates.subscribe(uiPush.latestPerKey(ui, this, Operation::id, this::onOperations));
        // Included in the response that delivers the page, so that the subscription has little or nothing to add.
        panel.applyUpdate(inventory.current(viewerPermissions.id()));
        InventorySubscription watch = inventory.subscribe(
                viewerPermissions.id(),
                uiPush.merging(
                        ui,
                        this,
                        (missed, inventoryUpdate) -> inventoryUpdate.includingMissed(missed),
                        this::onInventoryUpdate));
        panel.setOwners(owners.current());
        Subscription belonging = owners.subscribe(uiPush.latest(ui, this, this::onOwners));
        panel.setProtections(protections.current());
        Subscription shielding = protections.subscribe(uiPush.latest(ui, this, this::onProtections));
        updateLaunchButton();
        uiPush.onChange(event, viewerPermissions::onChange, () -> {
            panel.refreshRights();
            updateLaunchButton();
        });
        uiPush.onVisibilityChange(ui, this, watch::pause, watch::resume);
        refreshCounts = uiPush.throttled(ui, this, () -> {
            panel.refreshCounts();
            updateServerCount();
        });
        Caller caller = currentUser.caller();
        panel.applyOperations(serverOperationUpdates.recent(caller));
        accessRequestChangeNotifier.bind(
                event,
                viewerPermissions.id()::equals,
                () -> new OwnPendingAccessRequests(accessRequestService.listOwn(caller)),
                this::onOpenRequests);
        UiPush.closeOnDetach(this, watch, news, belonging, shielding);
    }

    /** Shows the button to users who may launch servers in at least one project. */
    private void updateLaunchButton() {
        EffectivePermissions effectivePermissions = viewerPermissions.rights();
        launch.setVisible(clouds.projects().stream()
                .anyMatch(project -> effectivePermissions.mayCreateSomeServer(project.cloud(), project.id())));
    }

    private Project findProject(Operation operation) {
        CloudName cloud = operation.server().cloud();
        ProjectId id = operation.project();
        return clouds.project(cloud, id).orElseGet(() -> new Project(cloud, id, id.value()));
    }

    private void onInventoryUpdate(VisibleServersUpdate inventoryUpdate) {
        panel.applyUpdate(inventoryUpdate);
        bulkSelection.onServersChanged();
        refreshCounts.run();
    }

    private void onOwners(ServerOwnerMap newest) {
        panel.setOwners(newest);
        refreshCounts.run();
    }

    private void onProtections(ProtectedServers newest) {
        panel.setProtections(newest);
        bulkSelection.onServersChanged();
    }

    private void onOperations(List<Operation> news) {
        for (Operation operation : news) {
            panel.applyOperation(operation);
            refreshCounts.run();
            OperationFailureToasts.show(operation, viewerPermissions.id(), messages);
        }
        bulkSelection.onServersChanged();
    }

    private void onOpenRequests(OwnPendingAccessRequests open) {
        menu.setPendingRequests(open);
        withoutAccess.setOpenRequests(open);
        panel.refreshNoAccessState();
    }

    private void updateServerCount() {
        findAncestor(MainLayout.class).updateServerCount(model.visibleCount());
    }

    private void onGridAction(String rowKey, String word) {
        ServerRow row = grid.getDataCommunicator().getKeyMapper().get(rowKey);
        if (row == null || !row.exists()) {
            return;
        }
        if (word.equals(SELECT_ACTION)) {
            grid.toggleSelection(row.key());
        } else if (word.equals(OPEN_ACTION)) {
            detailPane.open(row.key());
        } else if (word.equals(ServerTab.CONSOLE.pathSegment())) {
            UI.getCurrentOrThrow().navigate(ServerRoutes.serverPath(row.key(), ServerTab.CONSOLE));
        } else {
            ServerAction.fromCode(word).ifPresent(action -> startAction(row.key(), action));
        }
    }

    /** Starts an action on the server, with its current data. Does nothing if the server does not exist. */
    public void startAction(ServerKey server, ServerAction action) {
        model.row(server).filter(ServerRow::exists).ifPresent(row -> submitter.start(row, action));
    }

    /** Writes the query and the open server to the URL. */
    private void updateAddress(ServerDetailPaneController.HistoryChange historyChange) {
        Map<String, String> parameters = new LinkedHashMap<>(panel.query().toParameters());
        parameters.putAll(detailPane.queryParameters());
        Location address = new Location(PATH, QueryParameters.simple(parameters));
        History history = UI.getCurrentOrThrow().getPage().getHistory();
        switch (historyChange) {
            case OPENED -> history.pushState(null, address);
            case MOVED -> history.replaceState(null, address);
        }
    }
}
