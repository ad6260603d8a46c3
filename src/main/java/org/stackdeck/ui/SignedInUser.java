package org.stackdeck.ui;

import java.security.Principal;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/**
 * Who a session belongs to.
 *
 * @param generation the user's when they signed in; the session ends when the user's is another one
 */
public record SignedInUser(UserId id, UserName userName, long generation) implements Principal {

    public static SignedInUser of(User user) {
        return new SignedInUser(user.id(), user.name(), user.generation());
    }

    /** The id of the user, which is what all of the console goes by. */
    @Override
    public String getName() {
        return id.toString();
    }
}
