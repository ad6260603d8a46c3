package org.stackdeck.ui.servers.impersonation;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.ImpersonationService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.ServersPanelFactory;
import org.stackdeck.ui.servers.grid.ServerGridModelFactory;
import org.stackdeck.ui.servers.live.ServerRowUpdates;
import org.stackdeck.ui.servers.navigation.ServerRoutes;
import org.stackdeck.ui.servers.search.ServerGridQuery;

/** Read-only view of the servers as another user sees them, for administrators. */
@Route(value = "admin/users/:" + ImpersonatedServersView.NAME + "/servers", layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
@JsModule("context://frontend/js/grid.js")
class ImpersonatedServersView extends Div implements BeforeEnterObserver, AfterNavigationObserver, HasDynamicTitle {

    static final String NAME = "name";

    private final transient ImpersonationService impersonationService;
    private final transient CurrentUser currentUser;
    private final transient ImpersonatedServersPanel.Services services;
    private final Messages messages = Messages.current();
    private String name = "";
    private @Nullable ImpersonatedServersPanel panel;

    ImpersonatedServersView(
            ImpersonationService impersonationService,
            CurrentUser currentUser,
            AccessDecisionService accessDecisionService,
            ServerRowUpdates updates,
            ServerGridModelFactory models,
            ServersPanelFactory panels,
            AdminChangeNotifier notifier,
            UiPush uiPush) {
        this.impersonationService = impersonationService;
        this.currentUser = currentUser;
        this.services =
                new ImpersonatedServersPanel.Services(accessDecisionService, updates, models, panels, notifier, uiPush);
        addClassName("seen-page");
    }

    @Override
    public String getPageTitle() {
        return messages.text("app.page-title", messages.text("seen.title", name));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        name = event.getRouteParameters().get(NAME).orElse("");
        removeAll();
        panel = null;
        try {
            Caller reader = currentUser.caller();
            UserName userName = UserName.parse(name).orElseThrow(UnknownUserException::new);
            name = userName.value();
            panel = new ImpersonatedServersPanel(
                    impersonationService.open(reader, userName),
                    reader,
                    services,
                    messages,
                    query -> updateAddress(userName, query),
                    this::showNoLongerAdministrator);
            add(panel);
        } catch (UnknownUserException unknown) {
            event.rerouteToError(unknown, name);
        }
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        if (panel != null) {
            panel.setQuery(ServerGridQuery.fromParameters(
                    event.getLocation().getQueryParameters().getParameters()));
        }
    }

    /** Replaces the servers with a notice that the viewer is no longer an administrator. */
    private void showNoLongerAdministrator() {
        removeAll();
        panel = null;
        Div box = StyledElements.div(
                "empty-box",
                new EmptyState(
                        "lock",
                        messages.text("seen.over.title"),
                        messages.text("seen.over.text"),
                        StyledElements.buttonLink(ServerRoutes.PATH, messages.text("app.back-to-servers"))));
        add(box);
    }

    private static void updateAddress(UserName of, ServerGridQuery query) {
        UI.getCurrentOrThrow()
                .getPage()
                .getHistory()
                .replaceState(
                        null,
                        new Location(ServerRoutes.impersonatedPath(of), QueryParameters.simple(query.toParameters())));
    }
}
