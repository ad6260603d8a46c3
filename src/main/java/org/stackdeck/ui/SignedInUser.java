package org.stackdeck.ui;

import java.security.Principal;
import org.stackdeck.identity.LoginSession;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/**
 * Principal of a browser session.
 *
 * @param generation generation of the user at sign-in; the session ends when the user's generation changes
 * @param session the login session, which must exist for the browser session to continue
 */
public record SignedInUser(UserId id, UserName userName, long generation, SessionId session) implements Principal {

    public static SignedInUser of(User user, LoginSession session) {
        return new SignedInUser(user.id(), user.name(), user.generation(), session.id());
    }

    /** Returns the user ID, by which Stackdeck identifies users. */
    @Override
    public String getName() {
        return id.toString();
    }
}
