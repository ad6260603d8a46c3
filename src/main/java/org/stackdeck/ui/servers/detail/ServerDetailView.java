package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.servers.ServersView;
import org.stackdeck.ui.servers.actions.OperationFailureToasts;
import org.stackdeck.ui.servers.navigation.ServerPageAddress;
import org.stackdeck.ui.servers.navigation.ServerRoutes;
import org.stackdeck.ui.servers.navigation.ServerTab;

/** View of one server, updated live. Users who are not permitted to see the server see the not-found page. */
@Route(
        value = ServersView.PATH + "/:cloud/:id/:tab?(activity|console|log|network|volumes|metadata|usage)",
        layout = MainLayout.class)
@PermitAll
class ServerDetailView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final transient ServerDetailContentFactory pages;
    private final transient ViewerPermissions viewerPermissions;
    private final Messages messages = Messages.current();
    private @Nullable ServerDetailContent page;

    ServerDetailView(ServerDetailContentFactory pages, ViewerPermissions viewerPermissions) {
        this.pages = pages;
        this.viewerPermissions = viewerPermissions;
        addClassName("server-page");
    }

    @Override
    public String getPageTitle() {
        return page == null ? messages.text("app.name") : page.title();
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        RouteParameters parameters = event.getRouteParameters();
        Optional<ServerPageAddress> address =
                ServerPageAddress.of(parameters.get("cloud"), parameters.get("id"), parameters.get("tab"));
        Optional<ServerKey> server = address.map(ServerPageAddress::server);
        if (page == null || !server.equals(Optional.of(page.server()))) {
            removeAll();
            page = server.map(key -> pages.create(key, messages, new FullPageHost(key)))
                    .orElse(null);
        }
        if (page == null || !page.load()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        page.restoreTab(address.map(ServerPageAddress::tab).orElse(ServerTab.OVERVIEW));
        if (page.getParent().isEmpty()) {
            add(page);
        }
    }

    /** Host of the page in the full-page view. */
    private final class FullPageHost implements ServerDetailContainer {

        private final ServerKey server;

        FullPageHost(ServerKey server) {
            this.server = server;
        }

        @Override
        public Optional<Component> backLink() {
            Anchor backLink = new Anchor(ServerRoutes.PATH);
            backLink.add(new SpriteIcon("left", "i i-s"), new Span(messages.text("servers.title")));
            backLink.addClassName("way");
            // For users who came from the grid, the link goes back in the history, so that the grid keeps its state
            // (grid.js).
            backLink.getElement().setAttribute("data-back", "");
            return Optional.of(backLink);
        }

        /** Updates the URL without adding a history entry. */
        @Override
        public void onTabOpened(ServerTab tab) {
            UI.getCurrentOrThrow()
                    .getPage()
                    .getHistory()
                    .replaceState(null, new Location(ServerRoutes.serverPath(server, tab)));
        }

        @Override
        public void onTitleChanged(String title) {
            getUI().ifPresent(ui -> ui.getPage().setTitle(title));
        }

        @Override
        public void onOperation(Operation operation) {
            OperationFailureToasts.show(operation, viewerPermissions.id(), messages);
        }
    }
}
