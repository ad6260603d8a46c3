package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import org.stackdeck.identity.UserName;
import org.stackdeck.ui.accessrequests.OwnPendingAccessRequests;
import org.stackdeck.ui.accessrequests.RequestAccessButton;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.launch.LaunchRoutes;

/** Creates empty states with which the viewer can request access. */
public final class CurrentUserNoAccessStateFactory implements NoAccessStateFactory {

    private final Messages messages;
    private final UserName viewer;
    private final Runnable requestAccess;
    private OwnPendingAccessRequests pendingRequests = OwnPendingAccessRequests.NONE;

    public CurrentUserNoAccessStateFactory(Messages messages, UserName viewer, Runnable requestAccess) {
        this.messages = messages;
        this.viewer = viewer;
        this.requestAccess = requestAccess;
    }

    public void setPendingRequests(OwnPendingAccessRequests requests) {
        pendingRequests = requests;
    }

    @Override
    public Component noGrantsState() {
        return new EmptyState(
                "shield",
                messages.text("servers.empty.no-grants.title"),
                messages.text("servers.empty.no-grants.text"),
                accessRequestButton(),
                userNameLine());
    }

    @Override
    public Component grantsNotYetActiveState(Instant activeFrom) {
        return new EmptyState(
                "clock",
                messages.text("servers.empty.not-yet.title"),
                messages.text("servers.empty.not-yet.text", activeFrom),
                accessRequestButton());
    }

    /** Offers to launch a server, or to request access. */
    @Override
    public Component noServersState(boolean mayLaunch) {
        String key = "overview.empty." + (mayLaunch ? "launch" : "no-servers");
        return new EmptyState(
                "server",
                messages.text(key + ".title"),
                messages.text(key + ".text"),
                mayLaunch
                        ? StyledElements.buttonLink(LaunchRoutes.PATH, messages.text("launch.button"))
                        : accessRequestButton());
    }

    private Component accessRequestButton() {
        return RequestAccessButton.create(pendingRequests.freeForm(), requestAccess, messages);
    }

    /** Returns a line with the username. Administrators need the username to find the account. */
    private Component userNameLine() {
        Span label = StyledElements.span("muted", messages.text("servers.empty.no-grants.name"));
        Span name = StyledElements.span("mono", viewer.value());
        return StyledElements.div(
                "facts-line",
                label,
                name,
                NativeButtons.copy(viewer.value(), messages.text("servers.empty.no-grants.copy", viewer.value())));
    }
}
