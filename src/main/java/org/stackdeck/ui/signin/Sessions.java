package org.stackdeck.ui.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.User;
import org.stackdeck.ui.SignedInUser;

/** Begins the session of someone who has proved who they are, and tells whether it may go on. */
@Component
class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private static final String BEGAN = Sessions.class.getName() + ".began";
    /** Whatever is done in it, a session ends after this. */
    private static final Duration LONGEST = Duration.ofHours(12);

    private final SecurityContextRepository contexts;
    private final CsrfTokenRepository csrfTokens;
    private final SessionRegistry registry;
    private final Clock clock;

    Sessions(
            SecurityContextRepository contexts, CsrfTokenRepository csrfTokens, SessionRegistry registry, Clock clock) {
        this.contexts = contexts;
        this.csrfTokens = csrfTokens;
        this.registry = registry;
        this.clock = clock;
    }

    /** Begins a session with a new id and a new CSRF token, so that none from before signing in is worth anything. */
    void begin(User user, HttpServletRequest request, HttpServletResponse response) {
        end(request.getSession(false));
        HttpSession session = request.getSession(true);
        session.setAttribute(BEGAN, clock.instant());
        csrfTokens.saveToken(null, request, response);
        renew(user, request, response);
    }

    /** Puts the user as they are now in the session that there is. */
    void renew(User user, HttpServletRequest request, HttpServletResponse response) {
        SignedInUser principal = SignedInUser.of(user);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(principal, null, authorities(user)));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        registry.add(principal, request.getSession());
    }

    static void end(@Nullable HttpSession session) {
        if (session == null) {
            return;
        }
        try {
            session.invalidate();
        } catch (IllegalStateException e) {
            LOG.debug("the session had ended already", e);
        }
    }

    boolean mayGoOn(@Nullable HttpSession session, SignedInUser principal, User now) {
        return now.active()
                && now.generation() == principal.generation()
                && session != null
                && session.getAttribute(BEGAN) instanceof Instant began
                && clock.instant().isBefore(began.plus(LONGEST));
    }

    static Collection<GrantedAuthority> authorities(User user) {
        return List.of(new SimpleGrantedAuthority("ROLE_" + user.role().name()));
    }
}
