package org.stackdeck.ui.servers;

import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.OwnerBook;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.Availability;
import org.stackdeck.operations.ConsoleLogs;
import org.stackdeck.operations.Consoles;
import org.stackdeck.operations.DeletedServers;
import org.stackdeck.operations.Operations;
import org.stackdeck.operations.ProtectionBook;
import org.stackdeck.operations.ServerParts;
import org.stackdeck.operations.Timelines;
import org.stackdeck.operations.Usages;
import org.stackdeck.operations.UsualDurations;
import org.stackdeck.requests.AccessRequests;
import org.stackdeck.ui.ConsoleFrames;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.MainLayout;
import org.stackdeck.ui.Viewer;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.operations.WaysAgain;
import org.stackdeck.ui.proof.ProofPrompt;
import org.stackdeck.ui.requests.RequestNews;

/** One server, live; for whoever may not see it there is no such page. */
@Route(
        value = ServersView.PATH + "/:cloud/:id/:tab?(activity|console|log|network|volumes|metadata|usage)",
        layout = MainLayout.class)
@PermitAll
@JsModule("context://frontend/js/grid.js")
@JsModule("context://frontend/js/console.js")
@JsModule("context://frontend/js/log.js")
class ServerView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final int LONGEST = 255;

    private final transient ServerPage.Parts parts;
    private final Words words = Words.here();
    private @Nullable ServerPage page;

    ServerView(
            Inventory inventory,
            OwnerBook owners,
            ProtectionBook protections,
            Operations operations,
            Timelines timelines,
            Consoles consoles,
            ConsoleFrames frames,
            ConsoleLogs logs,
            ServerParts serverParts,
            DeletedServers deleted,
            Usages usages,
            AskedNews asked,
            Presence presence,
            Availability availability,
            Viewer viewer,
            Live live,
            AccessRequests requests,
            RequestNews requestNews,
            CurrentUser currentUser,
            Offers offers,
            ProofPrompt prompt,
            List<MenuExtra> extras,
            WaysAgain waysAgain,
            UsualDurations usual,
            Clock clock) {
        this.parts = new ServerPage.Parts(
                inventory,
                owners,
                protections,
                operations,
                timelines,
                consoles,
                frames,
                logs,
                serverParts,
                deleted,
                usages,
                asked,
                presence,
                availability,
                viewer,
                live,
                requests,
                requestNews,
                currentUser,
                offers,
                prompt,
                extras,
                waysAgain,
                usual,
                clock);
        addClassName("server-page");
    }

    @Override
    public String getPageTitle() {
        return page == null ? words.say("app.name") : page.title();
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        RouteParameters address = event.getRouteParameters();
        Optional<ServerKey> server = server(address);
        ServerTab tab = ServerTab.of(address.get("tab"));
        if (page == null || !server.equals(Optional.of(page.server()))) {
            removeAll();
            page = server.map(key -> new ServerPage(key, parts, words)).orElse(null);
        }
        if (page == null || !page.look()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        page.show(tab);
        if (page.getParent().isEmpty()) {
            add(page);
        }
    }

    private static Optional<ServerKey> server(RouteParameters address) {
        return id(address.get("cloud"))
                .flatMap(cloud ->
                        id(address.get("id")).map(id -> new ServerKey(new CloudName(cloud), new ServerId(id))));
    }

    private static Optional<String> id(Optional<String> said) {
        return said.filter(value -> !value.isBlank() && value.length() <= LONGEST);
    }
}
