package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import java.time.Instant;
import org.stackdeck.identity.User;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Words;

/** Empty states for another user, viewed by an administrator: the reason and a link to the user's grants. */
final class TheirWithoutAccess implements WithoutAccess {

    private final Words words;
    private User user;

    TheirWithoutAccess(Words words, User user) {
        this.words = words;
        this.user = user;
    }

    /** Sets the current state of the account. */
    void know(User now) {
        user = now;
    }

    @Override
    public Component grants() {
        return switch (user.state()) {
            case ACTIVE -> picture("shield", "no-grants", words.say("seen.no-grants.text", name()));
            case PENDING, REJECTED, DISABLED ->
                new EmptyState(
                        "lock", words.say("seen.state." + user.state(), name()), words.say("seen.state.text", name()));
        };
    }

    @Override
    public Component grantsUntil(Instant opens) {
        return picture("clock", "not-yet", words.say("seen.not-yet.text", name(), opens));
    }

    private EmptyState picture(String icon, String title, String text) {
        return new EmptyState(
                icon,
                words.say("servers.empty." + title + ".title"),
                text,
                EmptyState.wayTo(ServersNavigation.grantsOf(user.name()), words.say("seen.grants", name())));
    }

    private String name() {
        return user.name().value();
    }
}
