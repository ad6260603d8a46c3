package org.stackdeck.ui.signin.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
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

/** Ends the session of the user and shows the sign-in page, in all open pages of the session. */
@Component
public class SignOutHandler implements LogoutHandler, LogoutSuccessHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SignOutHandler.class);

    private final LoginSessionService logins;
    private final BrowserSessionRegistry registry;

    SignOutHandler(LoginSessionService logins, BrowserSessionRegistry registry) {
        this.logins = logins;
        this.registry = registry;
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            // Must precede the end of the login session. The pages would otherwise show that an administrator ended it.
            registry.signOut(session);
        }
        if (authentication != null && authentication.getPrincipal() instanceof UserPrincipal principal) {
            Caller caller = new Caller(
                    principal.id(),
                    principal.userName(),
                    request.getRemoteAddr(),
                    Caller.Channel.UI,
                    principal.session());
            try {
                logins.logout(caller, principal.session());
            } catch (RuntimeException e) {
                // The session of the browser has ended, and its login session times out.
                LOG.warn("Could not record the sign-out of {} in the audit trail", principal.userName(), e);
            }
        }
    }

    @Override
    public void onLogoutSuccess(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication)
            throws IOException {
        response.sendRedirect("/login");
    }
}
