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
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.ui.SignedInUser;

/** Notes that someone went out, and shows them the door page again. */
@Component
class SignOut implements LogoutHandler, LogoutSuccessHandler {

    /** Also works when the wish came from within a page, by Flow's own protocol. */
    private final RedirectStrategy redirect = new UidlRedirectStrategy();

    private final AuditTrail audit;

    SignOut(AuditTrail audit) {
        this.audit = audit;
    }

    @Override
    @Transactional
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        if (authentication != null && authentication.getPrincipal() instanceof SignedInUser user) {
            String name = user.userName().value();
            audit.record(new AuditEntry(
                    user.getName(),
                    name,
                    request.getRemoteAddr(),
                    Caller.Channel.UI.name(),
                    "session.logout",
                    "user",
                    user.getName(),
                    name,
                    AuditEntry.Result.SUCCESS,
                    null));
        }
    }

    @Override
    public void onLogoutSuccess(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication)
            throws IOException {
        redirect.sendRedirect(request, response, "/login");
    }
}
