package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.ui.admin.clouds.CloudsView;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.RelativeTime;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Creates the component that replaces the grid in each content state of the page. */
public final class ServersEmptyStateFactory {

    private final Messages messages;
    private final Clock clock;
    private final NoAccessStateFactory noAccess;
    private final BooleanSupplier isAdministrator;
    private final BooleanSupplier mayLaunch;

    /**
     * @param isAdministrator returns whether the user whose servers are shown is an administrator, who can connect a
     * cloud
     * @param mayLaunch returns whether this user is permitted to create servers
     */
    public ServersEmptyStateFactory(
            Messages messages,
            Clock clock,
            NoAccessStateFactory noAccess,
            BooleanSupplier isAdministrator,
            BooleanSupplier mayLaunch) {
        this.mayLaunch = mayLaunch;
        this.messages = messages;
        this.clock = clock;
        this.noAccess = noAccess;
        this.isAdministrator = isAdministrator;
    }

    /** Returns the empty state, or an empty component if there are rows. */
    public Component create(ServersContentState contentState, Runnable clearFilter) {
        return switch (contentState) {
            case ServersContentState.HasRows _ -> new Div();
            case ServersContentState.NoCloud _ ->
                isAdministrator.getAsBoolean()
                        ? new EmptyState(
                                "plug",
                                messages.text("servers.empty.no-cloud.title"),
                                messages.text("servers.empty.no-cloud.connect"),
                                connectLink())
                        : state("plug", "no-cloud", new Pre(messages.text("servers.empty.no-cloud.how")));
            case ServersContentState.Loading loading -> loading(loading.loaded());
            case ServersContentState.CloudUnreachable cloudUnreachable -> unreached(cloudUnreachable);
            case ServersContentState.NoGrants _ -> noAccess.noGrantsState();
            case ServersContentState.GrantsNotYetActive early -> noAccess.grantsNotYetActiveState(early.activeFrom());
            case ServersContentState.NoServers _ -> noAccess.noServersState(mayLaunch.getAsBoolean());
            case ServersContentState.NoMatches _ ->
                state("search", "no-match", new Button(messages.text("servers.filter.clear"), _ -> clearFilter.run()));
        };
    }

    private Component connectLink() {
        Anchor link = StyledElements.buttonLink(CloudsView.connectPath(), messages.text("clouds.connect"));
        link.addClassName("primary");
        return link;
    }

    private Component loading(int loaded) {
        ProgressBar bar = new ProgressBar();
        bar.setIndeterminate(true);
        bar.setWidth("240px");
        bar.getElement().setAttribute("aria-label", messages.text("servers.empty.loading.title"));
        EmptyState state = new EmptyState(
                "cloud",
                messages.text("servers.empty.loading.title"),
                messages.text("servers.empty.loading.text", loaded),
                bar);
        state.getElement().setAttribute("role", "status");
        return state;
    }

    private Component unreached(ServersContentState.CloudUnreachable cloudUnreachable) {
        Freshness.Problem problem = cloudUnreachable.problem();
        Span why = StyledElements.span("why", problem.message());
        Span next = StyledElements.span("muted", messages.text("servers.fresh.next") + " ");
        next.add(RelativeTime.in(clock, problem.nextTry()));
        EmptyState state = new EmptyState(
                "cloud-off",
                messages.text(
                        "servers.empty.unreached.title",
                        cloudUnreachable.cloud().value()),
                messages.text("servers.problem." + problem.category().name()),
                why,
                next);
        state.getElement().setAttribute("role", "alert");
        return state;
    }

    private EmptyState state(String icon, String key, Component... next) {
        return new EmptyState(
                icon,
                messages.text("servers.empty." + key + ".title"),
                messages.text("servers.empty." + key + ".text"),
                next);
    }
}
