package org.stackdeck.ui.servers;

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
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Access;
import org.stackdeck.access.OwnerBook;
import org.stackdeck.cloud.ChangeHints;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.SeeAs;
import org.stackdeck.operations.Availability;
import org.stackdeck.operations.ProtectionBook;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.MainLayout;
import org.stackdeck.ui.admin.AdminNews;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Words;

/** Read-only view of the servers as another user sees them, for administrators. */
@Route(value = "admin/users/:" + SeeAsView.NAME + "/servers", layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
@JsModule("context://frontend/js/grid.js")
class SeeAsView extends Div implements BeforeEnterObserver, AfterNavigationObserver, HasDynamicTitle {

    static final String NAME = "name";

    private final transient SeeAs seeAs;
    private final transient CurrentUser currentUser;
    private final transient SeenServers.Parts parts;
    private final Words words = Words.here();
    private String name = "";
    private @Nullable SeenServers seen;

    SeeAsView(
            SeeAs seeAs,
            CurrentUser currentUser,
            Access access,
            OwnerBook owners,
            ProtectionBook protections,
            Availability availability,
            AskedNews asked,
            Clouds clouds,
            ChangeHints hints,
            AdminNews news,
            Live live,
            SharedViews views,
            Clock clock) {
        this.seeAs = seeAs;
        this.currentUser = currentUser;
        this.parts = new SeenServers.Parts(
                access, owners, protections, availability, asked, clouds, hints, news, live, views, clock);
        addClassName("seen-page");
    }

    @Override
    public String getPageTitle() {
        return words.say("app.page-title", words.say("seen.title", name));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        name = event.getRouteParameters().get(NAME).orElse("");
        removeAll();
        seen = null;
        try {
            Caller reader = currentUser.caller();
            UserName wanted = UserName.parse(name).orElseThrow(UnknownUserException::new);
            name = wanted.value();
            seen = new SeenServers(
                    seeAs.open(reader, wanted), reader, parts, words, query -> write(wanted, query), this::end);
            add(seen);
        } catch (UnknownUserException unknown) {
            event.rerouteToError(unknown, name);
        }
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        if (seen != null) {
            seen.show(GridQuery.from(event.getLocation().getQueryParameters().getParameters()));
        }
    }

    /** Called when the viewer is no longer an administrator. */
    private void end() {
        removeAll();
        seen = null;
        Div box = new Div(new EmptyState(
                "lock",
                words.say("seen.over.title"),
                words.say("seen.over.text"),
                EmptyState.wayTo(ServersNavigation.PATH, words.say("app.back-to-servers"))));
        box.addClassName("empty-box");
        add(box);
    }

    private static void write(UserName of, GridQuery query) {
        UI.getCurrentOrThrow()
                .getPage()
                .getHistory()
                .replaceState(
                        null, new Location(ServersNavigation.seenAs(of), QueryParameters.simple(query.parameters())));
    }
}
