package org.stackdeck.api;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.support.WebApplicationContextUtils;
import org.stackdeck.api.auth.AccessTokenPrincipal;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.session.FakeLoginSessionService;

/** Authenticates requests as a user with a token. */
public final class TokenRequests {

    private TokenRequests() {}

    public static RequestPostProcessor as(UserId user) {
        return as(user, name(user));
    }

    /** Returns the name that {@link #as(UserId)} gives the user. */
    public static String name(UserId user) {
        return "u" + user.toString().substring(0, 8);
    }

    public static RequestPostProcessor as(UserId user, String name) {
        SessionId session = new SessionId(user.value());
        RequestPostProcessor authentication = authentication(UsernamePasswordAuthenticationToken.authenticated(
                new AccessTokenPrincipal(user, new UserName(name), session),
                null,
                List.of(new SimpleGrantedAuthority("ROLE_MEMBER"))));
        return request -> {
            WebApplicationContextUtils.getRequiredWebApplicationContext(request.getServletContext())
                    .getBeanProvider(FakeLoginSessionService.class)
                    .ifAvailable(sessions -> sessions.addToken(session, user));
            return authentication.postProcessRequest(request);
        };
    }
}
