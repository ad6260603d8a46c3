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

    /** Begins a browser's session for whoever knows the password. */
    default LoginSession beginWeb(User user, LoginSession.Client client) {
        return beginWeb(user, client, Set.of(Factor.PASSWORD));
    }

    /** Begins a browser's session. It is a short one until a second factor is proved, if that is needed. */
    LoginSession beginWeb(User user, LoginSession.Client client, Set<Factor> proved);

    /** Begins a session of a program that knows the password, which lasts as long as its token. */
    default LoginSession beginToken(User user, LoginSession.Client client, Duration lifetime) {
        return beginToken(user, client, lifetime, Set.of(Factor.PASSWORD));
    }

    /** Begins a session of a program, which lasts as long as its token. */
    LoginSession beginToken(User user, LoginSession.Client client, Duration lifetime, Set<Factor> proved);

    /** Notes that the caller has just proved who they are. Nothing happens when their session has ended. */
    void proved(Caller caller, Factor factor);

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

    /** Ends all of the caller's but the one they ask in. */
    void endOthers(Caller caller);

    /** Ends all of a user's sessions and tokens. Refusals are audited. */
    void endAll(Caller administrator, UserId user);

    /** Goes out of a session at the user's wish. */
    void logout(Caller caller, SessionId id);

    /** Removes what timed out, and tells which of it were browsers' sessions. */
    Set<SessionId> expire();

    /** All sessions of browsers that have not been ended. */
    Set<SessionId> web();
}
