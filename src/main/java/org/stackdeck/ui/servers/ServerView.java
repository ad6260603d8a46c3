package org.stackdeck.ui.servers;

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
import org.stackdeck.ui.MainLayout;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Words;

/** View of one server, updated live. Users who may not see the server get "not found". */
@Route(
        value = ServersView.PATH + "/:cloud/:id/:tab?(activity|console|log|network|volumes|metadata|usage)",
        layout = MainLayout.class)
@PermitAll
class ServerView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final transient ServerPage.Parts parts;
    private final Words words = Words.here();
    private @Nullable ServerPage page;

    ServerView(ServerPage.Parts parts) {
        this.parts = parts;
        addClassName("server-page");
    }

    @Override
    public String getPageTitle() {
        return page == null ? words.say("app.name") : page.title();
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        RouteParameters address = event.getRouteParameters();
        Optional<OpenServer> wanted = OpenServer.of(address.get("cloud"), address.get("id"), address.get("tab"));
        Optional<ServerKey> server = wanted.map(OpenServer::server);
        if (page == null || !server.equals(Optional.of(page.server()))) {
            removeAll();
            page = server.map(key -> new ServerPage(key, parts, words, new OwnPage(key)))
                    .orElse(null);
        }
        if (page == null || !page.look()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        page.show(wanted.map(OpenServer::tab).orElse(ServerTab.OVERVIEW));
        if (page.getParent().isEmpty()) {
            add(page);
        }
    }

    /** Host for the page in a view of its own. */
    private final class OwnPage implements ServerPlace {

        private final ServerKey server;

        OwnPage(ServerKey server) {
            this.server = server;
        }

        @Override
        public Optional<Component> way() {
            Anchor way = new Anchor(ServersNavigation.PATH);
            way.add(new Icon("left", "i i-s"), new Span(words.say("servers.title")));
            way.addClassName("way");
            // Goes back in the history, so that the grid keeps its state, if the user came from the grid (grid.js).
            way.getElement().setAttribute("data-back", "");
            return Optional.of(way);
        }

        /** Updates the URL without adding a history entry. */
        @Override
        public void opened(ServerTab tab) {
            UI.getCurrentOrThrow()
                    .getPage()
                    .getHistory()
                    .replaceState(null, new Location(ServersNavigation.serverPath(server, tab)));
        }

        @Override
        public void titled(String title) {
            getUI().ifPresent(ui -> ui.getPage().setTitle(title));
        }

        @Override
        public void heard(Operation operation) {
            Failures.tell(operation, parts.viewer().id(), words);
        }
    }
}
