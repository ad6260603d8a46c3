package org.stackdeck.ui.servers.impersonation;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.ImpersonationService.ImpersonatedInventory;
import org.stackdeck.inventory.ImpersonationService.UserRights;
import org.stackdeck.inventory.PausableSubscription;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.actions.ViewedUser;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.ServersPanel;
import org.stackdeck.ui.servers.ServersPanelFactory;
import org.stackdeck.ui.servers.grid.RowMenuButtonTemplate;
import org.stackdeck.ui.servers.grid.ServerGrid;
import org.stackdeck.ui.servers.grid.ServerGridModel;
import org.stackdeck.ui.servers.grid.ServerGridModelFactory;
import org.stackdeck.ui.servers.live.ServerRowUpdates;
import org.stackdeck.ui.servers.menu.ServerMenu;
import org.stackdeck.ui.servers.navigation.ServerRoutes;
import org.stackdeck.ui.servers.search.ServerGridQuery;

/**
 * Shows the servers that another user can see, with the actions available to that user, and updates them live. Uses
 * that user's permissions only for display. Neither the rows nor the menu have a handler that runs actions.
 */
final class ImpersonatedServersPanel extends Composite<ServersPanel> {

    private final transient ImpersonatedInventory inventory;
    private final transient Services services;
    private final transient Runnable onAccessLost;
    private final transient ImpersonatedUserNoAccessStateFactory withoutAccess;
    private final transient ServersPanel panel;
    private transient UserRights userRights;
    private transient EffectivePermissions shown;
    private transient Runnable counts;

    /** Contains no service that could submit an operation. */
    record Services(
            AccessDecisionService access,
            ServerRowUpdates updates,
            ServerGridModelFactory models,
            ServersPanelFactory panels,
            AdminChangeNotifier notifier,
            UiPush uiPush) {}

    /**
     * @param administrator the administrator who views the servers
     * @param queryListener called with each query that results from a change by the administrator
     * @param onAccessLost runs when the viewer is no longer an administrator
     */
    ImpersonatedServersPanel(
            ImpersonatedInventory inventory,
            Caller administrator,
            Services services,
            Messages messages,
            Consumer<ServerGridQuery> queryListener,
            Runnable onAccessLost) {
        this.inventory = inventory;
        this.services = services;
        this.onAccessLost = onAccessLost;
        this.userRights = inventory.userRights();
        this.shown = effectivePermissions();
        UserName name = userRights.user().name();
        this.withoutAccess = new ImpersonatedUserNoAccessStateFactory(messages, userRights.user());
        ServerGridModel model = services.models().create(administrator.userId(), () -> userRights.subject());
        ServerGrid grid = new ServerGrid(model, messages, new RowMenuButtonTemplate(messages), null);
        this.panel = services.panels()
                .create(
                        messages.text("seen.title", name.value()),
                        new ServersPanel.Parts(
                                model,
                                grid,
                                ServerMenu.forGrid(
                                        grid, messages, new ViewedUser(name), List.of(), this::effectivePermissions),
                                withoutAccess),
                        messages,
                        this::effectivePermissions,
                        queryListener);
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
        services.updates()
                .subscribe(
                        ui,
                        this,
                        () -> userRights.subject(),
                        this::onOwners,
                        panel::setProtections,
                        this::onOperations);
        PausableSubscription watch = inventory.subscribe(services.uiPush()
                .merging(
                        ui,
                        this,
                        (missed, inventoryUpdate) -> inventoryUpdate.includingMissed(missed),
                        this::onInventoryUpdate));
        panel.setOwners(services.updates().owners());
        panel.setProtections(services.updates().protections());
        services.uiPush().onVisibilityChange(ui, this, watch::pause, watch::resume);
        counts = services.uiPush().throttled(ui, this, panel::refreshCounts);
        panel.applyOperations(services.updates().recentOperations());
        UiPush.closeOnDetach(this, watch);
        services.notifier().bind(event, this::loadUser, this::onUserLoaded);
    }

    /** Returns the user with the current permissions; empty if the viewer is no longer an administrator. */
    private Optional<UserRights> loadUser() {
        try {
            return Optional.of(inventory.userRights());
        } catch (NotAdministratorException e) {
            return Optional.empty();
        }
    }

    private void onUserLoaded(Optional<UserRights> now) {
        now.ifPresentOrElse(this::setUser, onAccessLost);
    }

    private void setUser(UserRights now) {
        if (!now.equals(userRights)) {
            userRights = now;
            withoutAccess.setUser(now.user());
            refreshPermissions();
            panel.refreshNoAccessState();
        }
    }

    /**
     * Applies an inventory update and reloads the user's permissions, because grants start and end over time and other
     * instances may change them.
     */
    private void onInventoryUpdate(VisibleServersUpdate inventoryUpdate) {
        UserId id = userRights.user().id();
        userRights = new UserRights(userRights.user(), services.access().subject(id));
        panel.applyUpdate(inventoryUpdate);
        counts.run();
        if (!effectivePermissions().equals(shown)) {
            refreshPermissions();
        }
    }

    private void onOperations(List<Operation> operations) {
        panel.applyOperations(operations);
        counts.run();
    }

    private void onOwners(OwnerMap newest) {
        panel.setOwners(newest);
        counts.run();
    }

    private void refreshPermissions() {
        shown = effectivePermissions();
        panel.refreshPermissions();
    }

    private EffectivePermissions effectivePermissions() {
        return services.access().permissions(userRights.subject());
    }

    private static Div banner(Messages messages, UserName name) {
        Span text = new Span(messages.text("seen.banner", name.value()));
        Anchor back = new Anchor(ServerRoutes.USERS, messages.text("seen.back"));
        back.addClassNames("button", "small");
        Div banner = StyledElements.div("banner seen", new SpriteIcon("eye"), text, back);
        banner.getElement().setAttribute("role", "note");
        return banner;
    }
}
