package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.inventory.resource.AttachedResources;
import org.stackdeck.operations.DeletionProtectionMap;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.detail.ServerTimeline;
import org.stackdeck.ui.accessrequests.OwnPendingAccessRequests;
import org.stackdeck.ui.accessrequests.RequestAccessDialogs;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.NotFoundState;
import org.stackdeck.ui.push.ThrottledTask;
import org.stackdeck.ui.servers.actions.ServerActionSubmitter;
import org.stackdeck.ui.servers.grid.ServerRow;
import org.stackdeck.ui.servers.live.PresenceRegistration;
import org.stackdeck.ui.servers.live.StaleCloudBanner;
import org.stackdeck.ui.servers.menu.ServerMenu;
import org.stackdeck.ui.servers.navigation.ServerTab;

/**
 * Page of one server, shown in the full-page view or in the detail pane. Each update checks the access of the viewer.
 * Without access, the page shows the same state as for a server that does not exist.
 */
@JsModule("context://frontend/js/grid.js")
@JsModule("context://frontend/js/console.js")
@JsModule("context://frontend/js/log.js")
public final class ServerDetailContent extends Composite<Div> {

    private final transient ServerDetailUpdates updates;
    private final transient ServerDetailLoader loader;
    private final transient ServerDetailContainer host;
    private final transient ServerDetailModel model;
    private final transient ServerDetailActionSubmitter actions;
    private final transient ServerMenu menu;
    private final Messages messages;
    private final StaleCloudBanner banner;
    private final ServerDetailHeader header;
    private final transient ServerTabContents contents;
    private final Div body;
    private final MissingServerPanel missingPanel;
    private final transient PresenceRegistration presenceRegistration;
    /** Reloads the timeline now and again after a pause. Does nothing before the page is attached. */
    private transient Runnable reloadTimeline = () -> {};
    /** Looks up the soft-deleted server in the cloud. Does nothing before the page is attached. */
    private transient Runnable searchSoftDeleted = () -> {};

    private boolean missing;
    private @Nullable String displayName;

    ServerDetailContent(
            ServerKey key,
            ServerDetailPartFactory parts,
            ServerDetailUpdates updates,
            ServerDetailLoader loader,
            Messages messages,
            ServerDetailContainer host) {
        this.updates = updates;
        this.loader = loader;
        this.host = host;
        this.messages = messages;
        this.model = parts.model(key);
        ServerActionSubmitter submitter = parts.submitter(messages, operation -> onOperations(List.of(operation)));
        RequestAccessDialogs requester = parts.requester(messages);
        this.actions = new ServerDetailActionSubmitter(model::row, submitter);
        this.banner = parts.banner(messages);
        this.header = new ServerDetailHeader(
                key, host.backLink().orElse(null), messages, submitter::start, this::openConsole);
        this.presenceRegistration = updates.presence(key, header::setViewers);
        this.menu = parts.menu(header, submitter, requester, messages);
        this.contents = parts.contents(key, actions, requester, host::onTabOpened, messages);
        contents.onNetwork(this::onNetwork);
        this.body = new Div(banner, header, contents.tabs());
        body.addClassName("server");
        this.missingPanel = parts.missingPanel(submitter, messages);
        getContent().addClassName("server-box");
        getContent().add(missingPanel);
    }

    ServerKey server() {
        return model.key();
    }

    String title() {
        return displayName == null ? NotFoundState.title(messages) : messages.text("app.page-title", displayName);
    }

    /**
     * Loads the current data. Returns whether there is something to show: the viewer may see the server, its cloud has
     * not been loaded completely, or the server may be soft-deleted.
     */
    boolean load() {
        onInventoryUpdate(updates.load(model));
        return model.row().isPresent() || model.isLoading() || loader.mayBeSoftDeleted(model.key());
    }

    /** Shows the tab of the URL, without the effects of a selection by the user. */
    void restoreTab(ServerTab tab) {
        contents.restoreTab(tab);
    }

    private void openConsole() {
        contents.showTab(ServerTab.CONSOLE);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        updates.subscribe(event, this);
        presenceRegistration.start(event);
        searchSoftDeleted = loader.softDeletedSearch(ui, this, model.key(), this::onSoftDeletedLoaded)::trigger;
        missing = false;
        refresh();
        ThrottledTask timeline = loader.timelineReload(ui, this, model.key(), this::onTimeline);
        // Changes of the server trigger the task instead of a timer, so that an idle page causes no requests to the
        // cloud.
        timeline.trigger();
        reloadTimeline = timeline::triggerTwice;
    }

    void startAction(ServerAction action) {
        actions.start(action);
    }

    void onInventoryUpdate(VisibleServersUpdate inventoryUpdate) {
        if (model.applyUpdate(inventoryUpdate)) {
            reloadTimeline.run();
        }
        Freshness freshness = inventoryUpdate.freshness().get(model.key().cloud());
        banner.update(freshness == null ? Map.of() : Map.of(model.key().cloud(), freshness));
        refresh();
    }

    /**
     * Updates the page and the timeline, because the permissions also determine which messages the timeline contains.
     */
    void onPermissionsChanged() {
        reloadTimeline.run();
        refresh();
    }

    void onOwners(OwnerMap ownerMap) {
        model.setOwners(ownerMap);
        refresh();
    }

    void onProtections(DeletionProtectionMap newest) {
        model.setProtections(newest);
        refresh();
    }

    void onOperations(List<Operation> operations) {
        boolean concernsServer = false;
        boolean ended = false;
        for (Operation operation : operations) {
            if (model.applyOperation(operation)) {
                concernsServer = true;
                ended |= operation.state().isFinal();
                host.onOperation(operation);
            }
        }
        if (concernsServer) {
            if (ended) {
                contents.reload();
                // The operation may have restored or soft-deleted the server, so look it up again.
                missing = false;
            }
            reloadTimeline.run();
            refresh();
        }
    }

    private void onSoftDeletedLoaded(Optional<Server> server) {
        model.setSoftDeleted(server.orElse(null));
        refresh();
    }

    private void onNetwork(Optional<AttachedResources> newest) {
        if (model.setNetwork(newest.orElse(null))) {
            refresh();
        }
    }

    private void onTimeline(ServerTimeline newest) {
        model.row().ifPresent(now -> contents.setTimeline(newest, now));
    }

    void onPendingRequests(OwnPendingAccessRequests pending) {
        menu.setPendingRequests(pending);
        contents.setPendingRequests(pending);
    }

    void refresh() {
        Optional<ServerRow> row = model.row();
        setBodyVisible(row.isPresent());
        updateMissingState(row.isPresent());
        row.ifPresent(now -> {
            header.update(now, contents.mayOpenConsole(now.server()), contents.permissions());
            menu.update(now);
            contents.update(now);
        });
        updateTitle(row.map(ServerRow::server).map(Server::displayName).orElse(null));
    }

    private void updateMissingState(boolean found) {
        MissingServerPanel.LookupState now = new MissingServerPanel.LookupState(
                found, model.isLoading(), model.softDeletedRow().orElse(null));
        missingPanel.update(now);
        boolean missingNow = !found && !now.loading();
        if (missingNow && !missing) {
            searchSoftDeleted.run();
        }
        missing = missingNow;
    }

    /**
     * Adds or removes the body. When the viewer loses access, removes the content from the browser instead of only
     * hiding it.
     */
    private void setBodyVisible(boolean visible) {
        if (visible && body.getParent().isEmpty()) {
            getContent().addComponentAsFirst(body);
        } else if (!visible && body.getParent().isPresent()) {
            contents.clear();
            getContent().remove(body);
        }
        presenceRegistration.setServerVisible(visible);
    }

    /**
     * Updates the title if the server's name has changed.
     *
     * @param name null if the server was not found
     */
    private void updateTitle(@Nullable String name) {
        if (!Optional.ofNullable(name).equals(Optional.ofNullable(displayName))) {
            displayName = name;
            host.onTitleChanged(title());
        }
    }
}
