package org.stackdeck.identity.session;

import java.util.Set;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;

/** Creates sessions of users who have just signed in. */
public final class TestSessions {

    private TestSessions() {}

    /** Creates a session with the password as its only factor, and returns its user as a caller. */
    public static Caller signIn(LoginSessionService sessions, User user, String address, Caller.Channel channel) {
        LoginSession session = sessions.createBrowserSession(
                user, new LoginSession.Client(address, null), Set.of(AuthenticationFactor.PASSWORD));
        return new Caller(user.id(), user.name(), address, channel, session.id());
    }
}
