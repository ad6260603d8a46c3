package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.access.ownership.ServerOwnerCache;
import org.stackdeck.access.ownership.ServerOwnerMap;
import org.stackdeck.accessrequests.AccessRequestService;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.InventorySubscription;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.operations.ActionAvailabilityService;
import org.stackdeck.operations.ActionDurationEstimator;
import org.stackdeck.operations.DeletionProtectionCache;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationService;
import org.stackdeck.operations.ProtectedServers;
import org.stackdeck.operations.detail.AttachedResourceService;
import org.stackdeck.operations.detail.ServerConsoleService;
import org.stackdeck.operations.detail.ServerTimeline;
import org.stackdeck.operations.detail.ServerTimelineService;
import org.stackdeck.operations.detail.ServerUsageService;
import org.stackdeck.operations.detail.SoftDeletedServerLookup;
import org.stackdeck.platform.CoalescingTask;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.ConsoleProxyProperties;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.accessrequests.AccessRequestChangeNotifier;
import org.stackdeck.ui.accessrequests.AccessRequester;
import org.stackdeck.ui.accessrequests.OwnPendingAccessRequests;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.NotFoundState;
import org.stackdeck.ui.operations.CompositeRerunAction;
import org.stackdeck.ui.push.ThrottledTask;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;
import org.stackdeck.ui.servers.actions.ActionDialogLoader;
import org.stackdeck.ui.servers.actions.ServerActionSubmitter;
import org.stackdeck.ui.servers.grid.RecentServerOperations;
import org.stackdeck.ui.servers.grid.ServerRow;
import org.stackdeck.ui.servers.live.PresenceRegistration;
import org.stackdeck.ui.servers.live.PresenceRegistry;
import org.stackdeck.ui.servers.live.ServerOperationUpdates;
import org.stackdeck.ui.servers.live.StaleCloudBanner;
import org.stackdeck.ui.servers.menu.ServerMenu;
import org.stackdeck.ui.servers.menu.ServerMenuItem;
import org.stackdeck.ui.servers.navigation.ServerTab;

/**
 * Page or detail pane of one server. The viewer's access is checked at each update. If it is lost, the page shows the
 * same state as for a server that does not exist.
 */
@JsModule("context://frontend/js/grid.js")
@JsModule("context://frontend/js/console.js")
@JsModule("context://frontend/js/log.js")
public final class ServerDetailPage extends Composite<Div> {

    private static final Logger LOG = LoggerFactory.getLogger(ServerDetailPage.class);

    private final transient Services services;
    private final transient ServerDetailHost host;
    private final transient ServerDetailModel model;
    private final transient ServerActionSubmitter submitter;
    private final transient ServerMenu menu;
    private final Messages messages;
    private final StaleCloudBanner banner;
    private final ServerDetailHeader header;
    private final transient ServerTabContents contents;
    private final Div body;
    private final MissingServerPanel missingPanel;
    private final transient PresenceRegistration presenceRegistration;
    /** Reloads the timeline soon; does nothing while the page is detached. */
    private transient Runnable reloadTimeline = () -> {};
    /** Searches for a soft-deleted server in the cloud; does nothing while the page is detached. */
    private transient Runnable searchSoftDeleted = () -> {};

    private boolean missing;
    private @Nullable String displayName;

    @org.springframework.stereotype.Component
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    public record Services(
            Inventory inventory,
            ServerOwnerCache owners,
            DeletionProtectionCache protections,
            OperationService operations,
            ServerTimelineService timelines,
            ServerConsoleService consoles,
            ConsoleProxyProperties frames,
            AttachedResourceService serverParts,
            SoftDeletedServerLookup deleted,
            ServerUsageService usages,
            ServerOperationUpdates asked,
            PresenceRegistry presence,
            ActionAvailabilityService availability,
            ViewerPermissions viewer,
            UiPush live,
            AccessRequestService requests,
            AccessRequestChangeNotifier requestNews,
            CurrentUser currentUser,
            ActionDialogLoader offers,
            ReauthenticationHandler prompt,
            List<ServerMenuItem> extras,
            CompositeRerunAction waysAgain,
            ActionDurationEstimator usual,
            Clock clock) {}

    ServerDetailPage(ServerKey key, Services services, Messages messages, ServerDetailHost host) {
        this.services = services;
        this.host = host;
        this.messages = messages;
        ViewerPermissions viewerPermissions = services.viewer();
        this.model = new ServerDetailModel(
                key,
                viewerPermissions.id(),
                server -> services.availability().checkAll(viewerPermissions.subject(), server),
                new RecentServerOperations(services.clock()));
        this.submitter = new ServerActionSubmitter(
                services.operations(),
                services.currentUser(),
                services.offers(),
                services.prompt(),
                services.live(),
                messages,
                operation -> onOperations(List.of(operation)));
        AccessRequester requester = new AccessRequester(services.requests(), services.currentUser(), messages);
        this.banner = new StaleCloudBanner(messages, services.clock());
        this.header = new ServerDetailHeader(key, host.backLink().orElse(null), messages, submitter::start);
        this.presenceRegistration =
                new PresenceRegistration(services.presence(), key, services.currentUser(), header::setViewers);
        this.menu = ServerMenu.forPage(header.menuButton(), messages, services.extras(), viewerPermissions::rights);
        menu.setClickHandlers(
                submitter::start, (row, permission) -> requester.requestPermission(row.server(), permission));
        this.contents =
                new ServerTabContents(key, services, submitter, requester, model::row, host::onTabOpened, messages);
        this.body = new Div(banner, header, contents.tabs());
        body.addClassName("server");
        this.missingPanel =
                new MissingServerPanel(services.extras(), viewerPermissions::rights, messages, submitter::start);
        getContent().addClassName("server-box");
        getContent().add(missingPanel);
    }

    ServerKey server() {
        return model.key();
    }

    String title() {
        return displayName == null ? NotFoundState.title(messages) : messages.text("app.page-title", displayName);
    }

    /** Loads the current data. Returns false if the server does not exist or the viewer may not see it. */
    boolean load() {
        services.asked().recent(services.currentUser().caller()).forEach(model::applyOperation);
        model.setOwners(services.owners().current());
        model.setProtections(services.protections().current());
        onInventoryUpdate(services.inventory().current(services.viewer().id()));
        return model.row().isPresent()
                || model.isLoading()
                || services.deleted().mayBeSoftDeleted(services.currentUser().caller(), model.key());
    }

    /** Opens the tab named in the URL. */
    void openTab(ServerTab tab) {
        contents.openTab(tab);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        UiPush uiPush = services.live();
        ViewerPermissions viewerPermissions = services.viewer();
        Subscription news =
                services.asked().subscribe(uiPush.latestPerKey(ui, this, Operation::id, this::onOperations));
        InventorySubscription watch = services.inventory()
                .subscribe(viewerPermissions.id(), uiPush.latest(ui, this, this::onInventoryUpdate));
        Subscription belonging = services.owners().subscribe(uiPush.latest(ui, this, this::onOwners));
        Subscription shielding = services.protections().subscribe(uiPush.latest(ui, this, this::onProtections));
        uiPush.onChange(event, viewerPermissions::onChange, this::refresh);
        uiPush.onVisibilityChange(
                ui,
                this,
                () -> {
                    watch.pause();
                    presenceRegistration.setHidden(true);
                },
                () -> {
                    watch.resume();
                    presenceRegistration.setHidden(false);
                });
        presenceRegistration.start(uiPush.latest(ui, this, header::setViewers));
        Caller caller = services.currentUser().caller();
        services.requestNews()
                .bind(
                        event,
                        viewerPermissions.id()::equals,
                        () -> new OwnPendingAccessRequests(services.requests().listOwn(caller)),
                        this::onOpenRequests);
        Consumer<Optional<Server>> found = uiPush.latest(ui, this, this::onSoftDeletedLoaded);
        CoalescingTask search = new CoalescingTask("soft-deleted-server", () -> found.accept(findSoftDeleted(caller)));
        searchSoftDeleted = search::trigger;
        missing = false;
        refresh();
        Consumer<ServerTimeline> done = uiPush.latest(ui, this, this::onTimeline);
        // Triggered by changes of the server and not by a timer, so that an idle page causes no requests to the cloud.
        ThrottledTask timeline = new ThrottledTask(
                ServerTimelineService.MIN_REFRESH_INTERVAL,
                () -> services.timelines().load(caller, model.key()).ifPresent(done));
        timeline.trigger();
        reloadTimeline = timeline::triggerTwice;
        UiPush.closeOnDetach(this, watch, news, belonging, shielding, presenceRegistration::stop);
    }

    /** Starts an action on the current server. */
    void startAction(ServerAction action) {
        model.row().ifPresent(row -> submitter.start(row, action));
    }

    private void onInventoryUpdate(VisibleServersUpdate inventoryUpdate) {
        if (model.applyUpdate(inventoryUpdate)) {
            reloadTimeline.run();
        }
        Freshness known = inventoryUpdate.freshness().get(model.key().cloud());
        banner.update(known == null ? Map.of() : Map.of(model.key().cloud(), known));
        refresh();
    }

    private void onOwners(ServerOwnerMap serverOwnerMap) {
        model.setOwners(serverOwnerMap);
        refresh();
    }

    private void onProtections(ProtectedServers newest) {
        model.setProtections(newest);
        refresh();
    }

    private void onOperations(List<Operation> news) {
        boolean mine = false;
        boolean ended = false;
        for (Operation operation : news) {
            if (model.applyOperation(operation)) {
                mine = true;
                ended |= operation.state().isFinal();
                host.onOperation(operation);
            }
        }
        if (mine) {
            if (ended) {
                contents.reload();
                // An operation may have restored or soft-deleted the server, so search again.
                missing = false;
            }
            reloadTimeline.run();
            refresh();
        }
    }

    private Optional<Server> findSoftDeleted(Caller caller) {
        try {
            return services.deleted().find(caller, model.key());
        } catch (CloudException e) {
            // Without this information nothing can be offered; the page shows that the server was not found.
            LOG.debug("Could not find out whether {} is soft-deleted: {}", model.key(), e.getMessage());
            return Optional.empty();
        }
    }

    private void onSoftDeletedLoaded(Optional<Server> kept) {
        model.setSoftDeleted(kept.orElse(null));
        refresh();
    }

    private void onTimeline(ServerTimeline newest) {
        model.row().ifPresent(now -> contents.setTimeline(newest, now));
    }

    private void onOpenRequests(OwnPendingAccessRequests open) {
        menu.setPendingRequests(open);
        contents.setOpenRequests(open);
    }

    private void refresh() {
        Optional<ServerRow> row = model.row();
        setBodyVisible(row.isPresent());
        updateMissingState(row.isPresent());
        row.ifPresent(now -> {
            header.update(now);
            menu.update(now);
            contents.update(now);
        });
        updateTitle(row.map(ServerDetailHeader::displayName).orElse(null));
    }

    private void updateMissingState(boolean there) {
        MissingServerPanel.LookupState now = new MissingServerPanel.LookupState(
                there, model.isLoading(), model.softDeletedRow().orElse(null));
        missingPanel.update(now);
        boolean gone = !there && !now.loading();
        if (gone && !missing) {
            searchSoftDeleted.run();
        }
        missing = gone;
    }

    /** Removes content from the browser, instead of hiding it, when the viewer loses access. */
    private void setBodyVisible(boolean visible) {
        if (visible && body.getParent().isEmpty()) {
            getContent().addComponentAsFirst(body);
        } else if (!visible && body.getParent().isPresent()) {
            contents.clear();
            getContent().remove(body);
        }
        presenceRegistration.setServerVisible(visible);
    }

    /** Updates the title after the server was loaded or renamed. */
    private void updateTitle(@Nullable String name) {
        if (!Optional.ofNullable(name).equals(Optional.ofNullable(displayName))) {
            displayName = name;
            host.onTitleChanged(title());
        }
    }
}
