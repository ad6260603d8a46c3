package org.stackdeck.ui.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Factor;
import org.stackdeck.identity.LoginSession;
import org.stackdeck.identity.LoginSessions;
import org.stackdeck.identity.SecondFactors;
import org.stackdeck.identity.SessionAuthorities;
import org.stackdeck.identity.SessionSettings;
import org.stackdeck.identity.User;
import org.stackdeck.ui.SignedInUser;

/** Starts browser sessions of authenticated users and validates them. */
@Component
class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    /** The timeout of the container is longer, because it restarts at every request, including automatic ones. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final SecurityContextRepository contexts;
    private final CsrfTokenRepository csrfTokens;
    private final SessionRegistry registry;
    private final LoginSessions logins;
    private final SecondFactors factors;
    private final DeviceCookie devices;
    private final SessionSettings settings;

    Sessions(
            SecurityContextRepository contexts,
            CsrfTokenRepository csrfTokens,
            SessionRegistry registry,
            LoginSessions logins,
            SecondFactors factors,
            DeviceCookie devices,
            SessionSettings settings) {
        this.contexts = contexts;
        this.csrfTokens = csrfTokens;
        this.registry = registry;
        this.logins = logins;
        this.factors = factors;
        this.devices = devices;
        this.settings = settings;
    }

    /** Starts a session with a new ID and a new CSRF token, so that values from before signing in are invalid. */
    void begin(User user, HttpServletRequest request, HttpServletResponse response) {
        begin(user, EnumSet.of(Factor.PASSWORD), request, response);
    }

    /** Starts a session for a user who authenticated with these factors. */
    void begin(User user, Set<Factor> proved, HttpServletRequest request, HttpServletResponse response) {
        end(request.getSession(false));
        HttpSession session = request.getSession(true);
        session.setMaxInactiveInterval((int) settings.idle().plus(MARGIN).toSeconds());
        csrfTokens.saveToken(null, request, response);
        ChoiceCookies.give(user, request, response);
        devices.renew(user, request, response);
        LoginSession.Client client =
                new LoginSession.Client(request.getRemoteAddr(), request.getHeader(HttpHeaders.USER_AGENT));
        LoginSession begun = logins.beginWeb(user, client, proved);
        put(SignedInUser.of(user, begun), authorities(user, begun), request, response);
    }

    /** Changes the session ID, because the session gains permissions. */
    void complete(SignedInUser principal, User user, HttpServletRequest request, HttpServletResponse response) {
        registry.forget(request.getSession(false));
        request.changeSessionId();
        csrfTokens.saveToken(null, request, response);
        logins.find(principal.session())
                .ifPresent(session -> put(principal, authorities(user, session), request, response));
    }

    /** Stores the current state of the user in the session. */
    void put(
            SignedInUser principal,
            Collection<GrantedAuthority> authorities,
            HttpServletRequest request,
            HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(principal, null, authorities));
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
            LOG.debug("The session has ended already", e);
        }
    }

    /** The login session of the principal, if the user's generation has not changed since it started. */
    Optional<LoginSession> alive(SignedInUser principal, User now) {
        return now.active() && now.generation() == principal.generation()
                ? logins.find(principal.session())
                : Optional.empty();
    }

    Set<GrantedAuthority> authorities(User user, LoginSession session) {
        return SessionAuthorities.of(user, session, factors.need(user, session.factors()));
    }
}
