package org.stackdeck.ui.servers.impersonation;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.ownership.ServerOwnerCache;
import org.stackdeck.access.ownership.ServerOwnerMap;
import org.stackdeck.cloud.ChangeHintSource;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.ImpersonatedInventory;
import org.stackdeck.inventory.ImpersonatedInventory.UserRights;
import org.stackdeck.inventory.InventorySubscription;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.operations.ActionAvailabilityService;
import org.stackdeck.operations.DeletionProtectionCache;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.ProtectedServers;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.ServersEmptyStateFactory;
import org.stackdeck.ui.servers.ServersPanel;
import org.stackdeck.ui.servers.actions.ViewedUser;
import org.stackdeck.ui.servers.grid.PendingServers;
import org.stackdeck.ui.servers.grid.RecentServerOperations;
import org.stackdeck.ui.servers.grid.RowMenuButton;
import org.stackdeck.ui.servers.grid.ServerGrid;
import org.stackdeck.ui.servers.grid.ServerGridModel;
import org.stackdeck.ui.servers.live.ServerOperationUpdates;
import org.stackdeck.ui.servers.menu.ServerMenu;
import org.stackdeck.ui.servers.navigation.ServerRoutes;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.search.SortedServersCache;

/**
 * The servers of another user, updated live, with the actions available to that user. Uses that user's permissions for
 * display only; no handler is attached to the rows or the menu.
 */
final class ImpersonatedServersPanel extends Composite<ServersPanel> {

    private final transient ImpersonatedInventory impersonation;
    private final transient Caller reader;
    private final transient Services services;
    private final transient Runnable onAccessLost;
    private final transient ServerGridModel model;
    private final transient ImpersonatedUserNoAccessStateFactory withoutAccess;
    private final transient ServersPanel panel;
    private transient UserRights userRights;
    private transient EffectivePermissions shown;
    private transient Runnable counts;

    /** Contains no service that could submit an operation. */
    record Services(
            AccessDecisionService access,
            ServerOwnerCache owners,
            DeletionProtectionCache protections,
            ActionAvailabilityService availability,
            ServerOperationUpdates asked,
            Clouds clouds,
            ChangeHintSource hints,
            AdminChangeNotifier news,
            UiPush live,
            SortedServersCache views,
            Clock clock) {}

    /**
     * @param reader the administrator
     * @param written called with each changed query
     * @param over runs when the viewer is no longer an administrator
     */
    ImpersonatedServersPanel(
            ImpersonatedInventory theirs,
            Caller reader,
            Services services,
            Messages messages,
            Consumer<ServerGridQuery> written,
            Runnable over) {
        this.impersonation = theirs;
        this.reader = reader;
        this.services = services;
        this.onAccessLost = over;
        this.userRights = theirs.userRights();
        this.shown = rights();
        UserName name = userRights.user().name();
        this.withoutAccess = new ImpersonatedUserNoAccessStateFactory(messages, userRights.user());
        this.model = new ServerGridModel(
                reader.userId(),
                userRights.user().id(),
                server -> services.availability().checkAll(userRights.subject(), server),
                new RecentServerOperations(services.clock()),
                new PendingServers(
                        services.clock(),
                        operation -> services.asked().isVisibleTo(userRights.subject(), operation),
                        ImpersonatedServersPanel.this::findProject),
                services.views());
        ServerGrid grid = new ServerGrid(model, messages, new RowMenuButton(messages), null);
        this.panel = new ServersPanel(
                messages.text("seen.title", name.value()),
                new ServersPanel.Parts(
                        model,
                        grid,
                        ServerMenu.forGrid(grid, messages, new ViewedUser(name), List.of(), this::rights),
                        new ServersEmptyStateFactory(messages, services.clock(), withoutAccess)),
                messages,
                services.clock(),
                services.clouds(),
                services.hints(),
                this::rights,
                written);
        this.counts = panel::refreshCounts;
        panel.addNotice(banner(messages, name));
    }

    @Override
    protected ServersPanel initContent() {
        return panel;
    }

    void setQuery(ServerGridQuery query) {
        panel.setQuery(query);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        Subscription subscription =
                services.asked().subscribe(services.live().latestPerKey(ui, this, Operation::id, this::onOperations));
        InventorySubscription watch = impersonation.subscribe(services.live()
                .merging(
                        ui,
                        this,
                        (missed, inventoryUpdate) -> inventoryUpdate.includingMissed(missed),
                        this::onInventoryUpdate));
        panel.setOwners(services.owners().current());
        Subscription belonging = services.owners().subscribe(services.live().latest(ui, this, this::onOwners));
        panel.setProtections(services.protections().current());
        Subscription shielding =
                services.protections().subscribe(services.live().latest(ui, this, this::onProtections));
        services.live().onVisibilityChange(ui, this, watch::pause, watch::resume);
        counts = services.live().throttled(ui, this, panel::refreshCounts);
        panel.applyOperations(services.asked().recent(reader));
        UiPush.closeOnDetach(this, watch, belonging, shielding, subscription);
        services.news().bind(event, this::loadPerson, this::onPersonLoaded);
    }

    /** Returns empty if the viewer is no longer an administrator. */
    private Optional<UserRights> loadPerson() {
        try {
            return Optional.of(impersonation.userRights());
        } catch (NotAdministratorException e) {
            return Optional.empty();
        }
    }

    private void onPersonLoaded(Optional<UserRights> now) {
        now.ifPresentOrElse(this::setPerson, onAccessLost);
    }

    private void setPerson(UserRights now) {
        if (!now.equals(userRights)) {
            userRights = now;
            withoutAccess.setUser(now.user());
            refreshRights();
            panel.refreshNoAccessState();
        }
    }

    /** Reloads the user's permissions: grants start and end over time, and other instances may change them. */
    private void onInventoryUpdate(VisibleServersUpdate inventoryUpdate) {
        UserId id = userRights.user().id();
        userRights = new UserRights(userRights.user(), services.access().subject(id));
        panel.applyUpdate(inventoryUpdate);
        counts.run();
        if (!rights().equals(shown)) {
            refreshRights();
        }
    }

    private void onOperations(List<Operation> news) {
        panel.applyOperations(news);
        counts.run();
    }

    private Project findProject(Operation operation) {
        CloudName cloud = operation.server().cloud();
        ProjectId id = operation.project();
        return services.clouds().project(cloud, id).orElseGet(() -> new Project(cloud, id, id.value()));
    }

    private void onOwners(ServerOwnerMap newest) {
        panel.setOwners(newest);
        counts.run();
    }

    private void onProtections(ProtectedServers newest) {
        panel.setProtections(newest);
    }

    private void refreshRights() {
        shown = rights();
        panel.refreshRights();
    }

    private EffectivePermissions rights() {
        return services.access().permissions(userRights.subject());
    }

    private static Div banner(Messages messages, UserName name) {
        Span said = new Span(messages.text("seen.banner", name.value()));
        Anchor back = new Anchor(ServerRoutes.USERS, messages.text("seen.back"));
        back.addClassNames("button", "small");
        Div banner = new Div(new Icon("eye"), said, back);
        banner.addClassNames("banner", "seen");
        banner.getElement().setAttribute("role", "note");
        return banner;
    }
}
