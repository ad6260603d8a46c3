package org.stackdeck.ui;

import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.session.LoginSession;

/**
 * Principal of a browser session.
 *
 * @param generation generation of the user at sign-in; the session ends when the user's generation changes
 * @param session the login session, which must exist for the browser session to continue
 */
public record UserPrincipal(UserId id, UserName userName, long generation, SessionId session) implements Principal {

    public static UserPrincipal of(User user, LoginSession session) {
        return new UserPrincipal(user.id(), user.name(), user.generation(), session.id());
    }

    /** Returns the principal; empty if no user of a browser session is authenticated. */
    public static Optional<UserPrincipal> find(@Nullable Authentication authentication) {
        return Optional.ofNullable(authentication)
                .map(Authentication::getPrincipal)
                .filter(UserPrincipal.class::isInstance)
                .map(UserPrincipal.class::cast);
    }

    /** Returns the principal of the current request or task; empty if no user of a browser session is authenticated. */
    public static Optional<UserPrincipal> findCurrent() {
        return find(SecurityContextHolder.getContext().getAuthentication());
    }

    /** Returns the user ID, not the user name, because the ID identifies the user. */
    @Override
    public String getName() {
        return id.toString();
    }
}
