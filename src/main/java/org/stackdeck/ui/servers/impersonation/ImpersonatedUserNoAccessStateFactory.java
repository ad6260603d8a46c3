package org.stackdeck.ui.servers.impersonation;

import com.vaadin.flow.component.Component;
import java.time.Instant;
import org.stackdeck.identity.User;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.NoAccessStateFactory;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

/**
 * Creates the empty states of a page on which an administrator views the servers of another user. A state shows the
 * reason and, for an active account, a link to the grants of the user.
 */
final class ImpersonatedUserNoAccessStateFactory implements NoAccessStateFactory {

    private final Messages messages;
    private User user;

    ImpersonatedUserNoAccessStateFactory(Messages messages, User user) {
        this.messages = messages;
        this.user = user;
    }

    /** Sets the current state of the account. */
    void setUser(User now) {
        user = now;
    }

    @Override
    public Component noGrantsState() {
        return switch (user.state()) {
            case ACTIVE -> emptyState("shield", "no-grants", messages.text("seen.no-grants.text", name()));
            case PENDING, REJECTED, DISABLED ->
                new EmptyState(
                        "lock",
                        messages.text("seen.state." + user.state(), name()),
                        messages.text("seen.state.text", name()));
        };
    }

    @Override
    public Component grantsNotYetActiveState(Instant activeFrom) {
        return emptyState("clock", "not-yet", messages.text("seen.not-yet.text", name(), activeFrom));
    }

    @Override
    public Component noServersState(boolean mayLaunch) {
        return emptyState("server", "no-servers", messages.text("servers.empty.no-servers.text"));
    }

    private EmptyState emptyState(String icon, String title, String text) {
        return new EmptyState(
                icon,
                messages.text("servers.empty." + title + ".title"),
                text,
                StyledElements.buttonLink(ServerRoutes.grantsPath(user.name()), messages.text("seen.grants", name())));
    }

    private String name() {
        return user.name().value();
    }
}
