package org.stackdeck.identity;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Manages sessions and access tokens. Each request is checked against this service, so that ending a session takes
 * effect on all instances.
 */
public interface LoginSessions {

    /** Creates a browser session after a password check. */
    default LoginSession beginWeb(User user, LoginSession.Client client) {
        return beginWeb(user, client, Set.of(Factor.PASSWORD));
    }

    /** Creates a browser session. It is short until a second factor is verified, if one is required. */
    LoginSession beginWeb(User user, LoginSession.Client client, Set<Factor> proved);

    /** Creates a session with an access token after a password check. */
    default LoginSession beginToken(User user, LoginSession.Client client, Duration lifetime) {
        return beginToken(user, client, lifetime, Set.of(Factor.PASSWORD));
    }

    /** Creates a session with an access token. The session ends when the token expires. */
    LoginSession beginToken(User user, LoginSession.Client client, Duration lifetime, Set<Factor> proved);

    /** Records that the caller authenticated again. Has no effect if the session has ended. */
    void proved(Caller caller, Factor factor);

    /** Finds the session, unless it has ended or expired. */
    Optional<LoginSession> find(SessionId id);

    /** Records activity of the user or use of the token. */
    void active(LoginSession session);

    /** Sessions of the caller, last used first. */
    List<LoginSession> own(Caller caller);

    /**
     * Sessions of a user, last used first. Throws {@link NotAdministratorException} if the caller is not an
     * administrator.
     */
    List<LoginSession> of(Caller administrator, UserId user);

    /** Ends one of the caller's sessions; has no effect if it has already ended. */
    void end(Caller caller, SessionId id);

    /** Ends all sessions of the caller except the current one. */
    void endOthers(Caller caller);

    /** Ends all sessions and tokens of a user. Refusals are audited. */
    void endAll(Caller administrator, UserId user);

    /** Ends a session because the user signs out. */
    void logout(Caller caller, SessionId id);

    /** Deletes expired sessions and returns the ids of those of browsers. */
    Set<SessionId> expire();

    /** Ids of all browser sessions that have not been ended. */
    Set<SessionId> web();
}
