package org.stackdeck.ui.signin.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.ui.UserPrincipal;

/** Ends the session of the user and shows the sign-in page in all open pages of the session. */
@Component
public class SignOutHandler implements LogoutHandler, LogoutSuccessHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SignOutHandler.class);

    private final LoginSessionService logins;
    private final BrowserSessionRegistry registry;
    private final SessionRestoreCookie restoreCookie;

    SignOutHandler(LoginSessionService logins, BrowserSessionRegistry registry, SessionRestoreCookie restoreCookie) {
        this.logins = logins;
        this.registry = registry;
        this.restoreCookie = restoreCookie;
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        restoreCookie.delete(request, response);
        Optional<UserPrincipal> user = revokeRestoreToken(request, authentication);
        HttpSession session = request.getSession(false);
        if (session != null) {
            // Must precede the end of the login session. Otherwise, the pages would show that an administrator ended
            // the session.
            registry.signOut(session);
        }
        user.ifPresent(principal -> endLoginSession(principal, request));
    }

    /**
     * Invalidates the token of the browser and returns the user who signs out. Must precede the end of the HTTP
     * session, because another tab could restore that session until the login session ends.
     */
    private Optional<UserPrincipal> revokeRestoreToken(
            HttpServletRequest request, @Nullable Authentication authentication) {
        Optional<UserPrincipal> signedIn = UserPrincipal.find(authentication);
        try {
            // Without an HTTP session in this process, the user of the restorable session signs out.
            Optional<UserPrincipal> user = signedIn.or(() -> restoreCookie
                    .find(request)
                    .map(restorable -> UserPrincipal.of(restorable.user(), restorable.session())));
            restoreCookie.revoke(request);
            return user;
        } catch (RuntimeException e) {
            LOG.warn("Could not invalidate the token that restores a session", e);
            return signedIn;
        }
    }

    private void endLoginSession(UserPrincipal principal, HttpServletRequest request) {
        Caller caller = new Caller(
                principal.id(), principal.userName(), request.getRemoteAddr(), Caller.Channel.UI, principal.session());
        try {
            logins.logout(caller, principal.session());
        } catch (RuntimeException e) {
            LOG.warn("Could not end the session of {}, who signs out; attempting it again", principal.userName(), e);
            registry.retrySignOut(caller, principal.session());
        }
    }

    @Override
    public void onLogoutSuccess(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication)
            throws IOException {
        response.sendRedirect("/login");
    }
}
