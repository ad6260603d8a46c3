package org.stackdeck.ui.servers;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.PausableSubscription;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.operations.DeletionProtectionMap;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.accessrequests.OwnAccessRequestUpdates;
import org.stackdeck.ui.accessrequests.OwnPendingAccessRequests;
import org.stackdeck.ui.accessrequests.RequestAccessDialogs;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.launch.LaunchButton;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.actions.OperationFailureToasts;
import org.stackdeck.ui.servers.export.ServerExportRequest;
import org.stackdeck.ui.servers.grid.ServerGrid;
import org.stackdeck.ui.servers.grid.ServerGridLayout;
import org.stackdeck.ui.servers.grid.ServerRow;
import org.stackdeck.ui.servers.live.ServerRowUpdates;
import org.stackdeck.ui.servers.navigation.ServerRoutes;
import org.stackdeck.ui.servers.navigation.ServerTab;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.search.ServerGrouping;
import org.stackdeck.ui.servers.search.ServerSort;
import org.stackdeck.ui.servers.views.ViewableServerGrid;

/** Live panel with the servers of the viewer and the available actions. */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public class CurrentUserServersPanel extends Composite<ServersPanel> implements ViewableServerGrid {

    /** Action code that {@code keys.js} sends to select or deselect the focused row. */
    private static final String SELECT_ACTION = "pick";
    /** Action code that {@code grid.js} sends to open the detail pane. */
    private static final String OPEN_ACTION = "open";

    private final transient Inventory inventory;
    private final transient ServerRowUpdates updates;
    private final transient ViewerPermissions viewerPermissions;
    private final transient UiPush uiPush;
    private final transient OwnAccessRequestUpdates accessRequests;
    private final transient CurrentUserNoAccessStateFactory noAccess;
    private final transient ServerGridParts servers;
    private final Messages messages = Messages.current();
    private final LaunchButton launch;
    private final ServersPanel panel;
    private transient Runnable refreshCounts;
    private transient Runnable queryListener = () -> {};
    private transient Runnable countListener = () -> {};
    private transient Consumer<ServerKey> openListener = _ -> {};

    CurrentUserServersPanel(
            Inventory inventory,
            ServerRowUpdates updates,
            ViewerPermissions viewerPermissions,
            UiPush uiPush,
            OwnAccessRequestUpdates accessRequests,
            LaunchButton launch,
            ServerGridPartsFactory grids,
            ServersPanelFactory panels) {
        this.inventory = inventory;
        this.updates = updates;
        this.viewerPermissions = viewerPermissions;
        this.uiPush = uiPush;
        this.accessRequests = accessRequests;
        this.launch = launch;
        RequestAccessDialogs requester = accessRequests.requester(messages);
        this.noAccess = new CurrentUserNoAccessStateFactory(messages, requester.userName(), requester::requestFreeForm);
        this.servers = grids.create(requester, messages, operation -> onOperations(List.of(operation)));
        this.panel = panels.create(
                messages.text("servers.title"),
                new ServersPanel.Parts(servers.model(), servers.grid(), servers.menu(), noAccess),
                messages,
                viewerPermissions::effectivePermissions,
                _ -> queryListener.run());
        this.refreshCounts = panel::refreshCounts;
        panel.onSortChange(panel.serverGridLayoutChooser()::storeSort);
        panel.addTool(launch);
        panel.addTool(servers.bulkSelection().bar());
        servers.grid()
                .getElement()
                .addEventListener(
                        "sd-act",
                        event -> onGridAction(
                                event.getEventData().get("event.detail.key").asString(),
                                event.getEventData().get("event.detail.action").asString()))
                .addEventData("event.detail.key")
                .addEventData("event.detail.action");
    }

    @Override
    protected ServersPanel initContent() {
        return panel;
    }

    ServerGrid grid() {
        return servers.grid();
    }

    void addGridTool(Component tool) {
        panel.addGridTool(tool);
    }

    /**
     * Returns the content of an export: the matching servers in the order of the grid, and the columns that a window of
     * this width shows.
     */
    ServerExportRequest displayed(String view, int windowWidth) {
        return new ServerExportRequest(
                servers.grid().displayedServers(),
                panel.serverGridLayoutChooser().shownColumns(windowWidth),
                view);
    }

    void addNotice(Component notice) {
        panel.addNotice(notice);
    }

    void addToTitle(Component component) {
        panel.addToTitle(component);
    }

    @Override
    public ServerGridQuery query() {
        return panel.query();
    }

    @Override
    public ServerGridLayout layout() {
        return panel.serverGridLayoutChooser().layout();
    }

    @Override
    public Map<String, String> layoutParameters() {
        Map<String, String> parameters =
                new LinkedHashMap<>(panel.serverGridLayoutChooser().toParameters());
        if (!storedSort().equals(ServerSort.BY_NAME)) {
            parameters.put(ServerGridQuery.SORT, query().order().code());
        }
        return parameters;
    }

    @Override
    public void showGrouping(@Nullable ServerGrouping grouping) {
        panel.serverGridLayoutChooser().showGrouping(grouping);
    }

    @Override
    public ServerSort storedSort() {
        return panel.serverGridLayoutChooser().storedSort();
    }

    @Override
    public boolean showsOwnLayout() {
        return panel.serverGridLayoutChooser().showsOwnLayout();
    }

    @Override
    public boolean hasMatch(String search) {
        return !servers.model().matchingServers(search).isEmpty();
    }

    @Override
    public Map<ServerGridQuery, Long> counts(Collection<ServerGridQuery> queries) {
        return servers.model().counts(queries);
    }

    @Override
    public void show(ServerGridQuery query, @Nullable ServerGridLayout layout) {
        if (layout == null) {
            panel.serverGridLayoutChooser().showOwnLayout();
        } else {
            panel.serverGridLayoutChooser().showLayout(layout);
        }
        panel.setQuery(query);
        launch.setScope(query.cloud(), query.project());
        findAncestor(MainLayout.class).showScope(query.cloud(), query.project());
        updateServerCount();
    }

    /** Sets the listener that runs after the user has changed the query or the layout. */
    void onChange(Runnable listener) {
        queryListener = listener;
        panel.serverGridLayoutChooser().onChange(listener);
    }

    /** Sets the listener that runs after the numbers of servers have changed, at a limited rate. */
    void onCounts(Runnable listener) {
        countListener = listener;
    }

    /** Sets the listener that receives each server whose detail pane the user opens. */
    void onOpen(Consumer<ServerKey> listener) {
        openListener = listener;
    }

    /** Starts an action on the server, unless the grid does not contain it or its creation is pending. */
    public void startAction(ServerKey server, ServerAction action) {
        servers.startAction(server, action);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        updates.subscribe(
                ui, this, viewerPermissions::subject, this::onOwners, this::onProtections, this::onOperations);
        // The response that delivers the page includes the current servers; the subscription then delivers few changes.
        panel.applyUpdate(inventory.current(viewerPermissions.id()));
        PausableSubscription subscription = inventory.subscribe(
                viewerPermissions.id(),
                uiPush.merging(
                        ui,
                        this,
                        (missed, inventoryUpdate) -> inventoryUpdate.includingMissed(missed),
                        this::onInventoryUpdate));
        UiPush.closeOnDetach(this, subscription);
        uiPush.onVisibilityChange(ui, this, subscription::pause, subscription::resume);
        panel.setOwners(updates.owners());
        panel.setProtections(updates.protections());
        uiPush.onChange(event, viewerPermissions::onChange, () -> {
            panel.refreshPermissions();
            launch.refresh();
        });
        refreshCounts = uiPush.throttled(ui, this, () -> {
            panel.refreshCounts();
            updateServerCount();
            countListener.run();
        });
        panel.applyOperations(updates.recentOperations());
        accessRequests.bindPending(event, this::onPendingRequests);
    }

    private void onInventoryUpdate(VisibleServersUpdate inventoryUpdate) {
        panel.applyUpdate(inventoryUpdate);
        servers.bulkSelection().onServersChanged();
        refreshCounts.run();
    }

    private void onOwners(OwnerMap newest) {
        panel.setOwners(newest);
        refreshCounts.run();
    }

    private void onProtections(DeletionProtectionMap newest) {
        panel.setProtections(newest);
        servers.bulkSelection().onServersChanged();
    }

    private void onOperations(List<Operation> operations) {
        panel.applyOperations(operations);
        refreshCounts.run();
        operations.forEach(operation -> OperationFailureToasts.show(operation, viewerPermissions.id(), messages));
        servers.bulkSelection().onServersChanged();
    }

    private void onPendingRequests(OwnPendingAccessRequests pending) {
        servers.menu().setPendingRequests(pending);
        noAccess.setPendingRequests(pending);
        panel.refreshNoAccessState();
    }

    private void updateServerCount() {
        findAncestor(MainLayout.class).updateServerCount(servers.model().visibleCount());
    }

    private void onGridAction(String rowKey, String action) {
        if (!(servers.grid().getDataCommunicator().getKeyMapper().get(rowKey) instanceof ServerRow row)
                || !row.exists()) {
            return;
        }
        if (action.equals(SELECT_ACTION)) {
            servers.grid().toggleSelection(row.key());
        } else if (action.equals(OPEN_ACTION)) {
            openListener.accept(row.key());
        } else if (action.equals(ServerTab.CONSOLE.pathSegment())) {
            UI.getCurrentOrThrow().navigate(ServerRoutes.serverPath(row.key(), ServerTab.CONSOLE));
        } else {
            ServerAction.fromCode(action).ifPresent(serverAction -> startAction(row.key(), serverAction));
        }
    }
}
