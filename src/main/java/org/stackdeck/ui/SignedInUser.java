package org.stackdeck.ui;

import java.security.Principal;
import org.stackdeck.identity.LoginSession;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/**
 * Who a session belongs to.
 *
 * @param generation the user's when they signed in; the session ends when the user's is another one
 * @param session which has to be there for the browser's to go on
 */
public record SignedInUser(UserId id, UserName userName, long generation, SessionId session) implements Principal {

    public static SignedInUser of(User user, LoginSession session) {
        return new SignedInUser(user.id(), user.name(), user.generation(), session.id());
    }

    /** The id of the user, which is what all of the console goes by. */
    @Override
    public String getName() {
        return id.toString();
    }
}
