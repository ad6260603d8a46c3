package org.stackdeck.ui.signin;

import com.vaadin.flow.spring.security.UidlRedirectStrategy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.LoginSessions;
import org.stackdeck.ui.SignedInUser;

/** Ends the session of someone who goes out, and shows them the door page again. */
@Component
class SignOut implements LogoutHandler, LogoutSuccessHandler {

    /** Also works when the wish came from within a page, by Flow's own protocol. */
    private final RedirectStrategy redirect = new UidlRedirectStrategy();

    private final LoginSessions logins;
    private final SessionRegistry registry;

    SignOut(LoginSessions logins, SessionRegistry registry) {
        this.logins = logins;
        this.registry = registry;
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        if (authentication != null && authentication.getPrincipal() instanceof SignedInUser user) {
            // First, so that the page is not told as well that its session was ended.
            registry.forget(request.getSession(false));
            Caller caller =
                    new Caller(user.id(), user.userName(), request.getRemoteAddr(), Caller.Channel.UI, user.session());
            logins.logout(caller, user.session());
        }
    }

    @Override
    public void onLogoutSuccess(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication)
            throws IOException {
        redirect.sendRedirect(request, response, "/login");
    }
}
