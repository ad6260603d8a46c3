package org.stackdeck.ui.actions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.UserName;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.i18n.Message;

/**
 * The user whose servers a page shows.
 *
 * @param otherUser the name of the user; null if the user is the viewer
 */
@ViewLogic
public record ViewedUser(@Nullable UserName otherUser) {

    public static final ViewedUser SELF = new ViewedUser(null);

    /**
     * Returns a message that addresses the viewer, or its variant for another user, with the user name as the last
     * argument.
     */
    Message message(String key, Object... arguments) {
        if (otherUser == null) {
            return Message.of(key, arguments);
        }
        List<Object> named = new ArrayList<>(List.of(arguments));
        named.add(otherUser.value());
        return new Message.Key(key + ".other", named);
    }

    /** Returns a text about an available action for the other user; empty for the viewer. */
    public Optional<Message> availableNote() {
        return Optional.ofNullable(otherUser).map(name -> Message.of("seen.can", name.value()));
    }
}
