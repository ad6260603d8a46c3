package org.stackdeck.identity;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The sessions and tokens that there are. Whoever lets a request in asks here at each one, so that what was ended on one
 * console is ended on all.
 */
public interface LoginSessions {

    /** Begins a browser's session. */
    LoginSession beginWeb(User user, LoginSession.Client client);

    /** Begins a session of a program, which lasts as long as its token. */
    LoginSession beginToken(User user, LoginSession.Client client, Duration lifetime);

    /** The session, unless it has ended or timed out. */
    Optional<LoginSession> find(SessionId id);

    /** Notes that the person did something, or that the token was used. */
    void active(LoginSession session);

    /** The caller's own, the last used first. */
    List<LoginSession> own(Caller caller);

    /** Someone's, the last used first; throws {@link NotAdministratorException} when the caller is none. */
    List<LoginSession> of(Caller administrator, UserId user);

    /** Ends one of the caller's own; nothing happens when it has ended already. */
    void end(Caller caller, SessionId id);

    /** Ends all of a user's sessions and tokens. Refusals are audited. */
    void endAll(Caller administrator, UserId user);

    /** Goes out of a session at the user's wish. */
    void logout(Caller caller, SessionId id);

    /** Removes what timed out, and tells which of it were browsers' sessions. */
    Set<SessionId> expire();

    /** All sessions of browsers that have not been ended. */
    Set<SessionId> web();
}
