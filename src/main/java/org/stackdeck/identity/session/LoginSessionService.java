package org.stackdeck.identity.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;

/**
 * Manages sessions and access tokens. Stackdeck checks each request with this service, so that the end of a session
 * takes effect on all instances.
 */
public interface LoginSessionService {

    /** Creates a browser session. Its lifetime is short until a required second factor has been verified. */
    LoginSession createBrowserSession(User user, LoginSession.Client client, Set<AuthenticationFactor> verifiedFactors);

    /** Creates a session with an access token. The session ends when the token expires. */
    LoginSession createToken(
            User user, LoginSession.Client client, Duration lifetime, Set<AuthenticationFactor> verifiedFactors);

    /** Records that the caller verified a factor in the session. Has no effect if the session has ended. */
    void recordAuthentication(Caller caller, AuthenticationFactor authenticationFactor);

    /** Finds the session, unless it has ended or expired. */
    Optional<LoginSession> find(SessionId id);

    /**
     * Checks that the caller's session has not ended. A caller without a session passes the check. Call
     * this method before a long-running request has an effect or returns data.
     *
     * @throws SessionEndedException if the session has ended or expired
     */
    default void requireActive(Caller caller) {
        if (caller.session() != null && find(caller.session()).isEmpty()) {
            throw new SessionEndedException();
        }
    }

    /** Records activity of the user or use of the token. */
    void recordActivity(LoginSession session);

    /** Returns the sessions of the caller, most recently used first. */
    List<LoginSession> listOwn(Caller caller);

    /** Ends one of the caller's sessions; has no effect if it has already ended. */
    void end(Caller caller, SessionId id);

    /** Ends all sessions of the caller except the current one. */
    void endOthers(Caller caller);

    /**
     * Ends all sessions and tokens of a user. Requires a recently authenticated administrator; refusals are audited.
     */
    void endAll(Caller administrator, UserId user);

    /** Ends a session because the user signs out. */
    void logout(Caller caller, SessionId id);

    /** Deletes expired sessions, and returns the IDs of the browser sessions among them. */
    Set<SessionId> deleteExpired();

    /** Returns the IDs of all browser sessions that have not ended. */
    Set<SessionId> browserSessionIds();
}
