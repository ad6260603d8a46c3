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

/** Ends the session of the user and shows the sign-in page. */
@Component
class SignOut implements LogoutHandler, LogoutSuccessHandler {

    /** Redirects by HTTP, or by Flow's protocol if a page sent the request. */
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
            // Before the session ends, so that the page is not also redirected because of its end.
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
