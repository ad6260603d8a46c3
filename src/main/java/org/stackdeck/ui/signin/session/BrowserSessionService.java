package org.stackdeck.ui.signin.session;

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
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.User;
import org.stackdeck.identity.factor.SecondFactorStatusService;
import org.stackdeck.identity.session.LoginSession;
import org.stackdeck.identity.session.LoginSessionAuthorityMapper;
import org.stackdeck.identity.session.LoginSessionProperties;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.ui.UserPrincipal;
import org.stackdeck.ui.vaadin.FlowRequests;

/** Starts, restores and validates browser sessions of authenticated users. */
@Component
public class BrowserSessionService {

    private static final Logger LOG = LoggerFactory.getLogger(BrowserSessionService.class);

    /**
     * Time by which the container's timeout exceeds that of login sessions. The container's timeout restarts at every
     * request, including automatic ones.
     */
    private static final Duration TIMEOUT_MARGIN = Duration.ofMinutes(1);

    private final SecurityContextRepository contexts;
    private final CsrfTokenRepository csrfTokens;
    private final BrowserSessionRegistry registry;
    private final LoginSessionService logins;
    private final SecondFactorStatusService secondFactorService;
    private final TrustedBrowserCookie trustedBrowserCookie;
    private final SessionRestoreCookie restoreCookie;
    private final LoginSessionProperties loginSessionProperties;

    BrowserSessionService(
            SecurityContextRepository contexts,
            CsrfTokenRepository csrfTokens,
            BrowserSessionRegistry registry,
            LoginSessionService logins,
            SecondFactorStatusService secondFactorService,
            TrustedBrowserCookie trustedBrowserCookie,
            SessionRestoreCookie restoreCookie,
            LoginSessionProperties loginSessionProperties) {
        this.contexts = contexts;
        this.csrfTokens = csrfTokens;
        this.registry = registry;
        this.logins = logins;
        this.secondFactorService = secondFactorService;
        this.trustedBrowserCookie = trustedBrowserCookie;
        this.restoreCookie = restoreCookie;
        this.loginSessionProperties = loginSessionProperties;
    }

    /** Starts a session for a user who authenticated with the password. */
    public void start(User user, HttpServletRequest request, HttpServletResponse response) {
        start(user, EnumSet.of(AuthenticationFactor.PASSWORD), request, response);
    }

    /**
     * Starts a session for a user who authenticated with these factors. The session has a new ID and a new CSRF token,
     * so that values from before signing in are invalid.
     */
    public void start(
            User user,
            Set<AuthenticationFactor> verifiedFactors,
            HttpServletRequest request,
            HttpServletResponse response) {
        // Another tab could otherwise restore the session that ends here.
        restoreCookie.revoke(request);
        end(request.getSession(false));
        createHttpSession(request);
        csrfTokens.saveToken(null, request, response);
        PreferenceCookieWriter.write(user, request, response);
        LoginSession.Client client =
                new LoginSession.Client(request.getRemoteAddr(), request.getHeader(HttpHeaders.USER_AGENT));
        LoginSession session = logins.createBrowserSession(user, client, verifiedFactors);
        writeCookies(user, session, request, response);
        storeUser(UserPrincipal.of(user, session), authorities(user, session), request, response);
    }

    /** Completes the sign-in after the second step. Changes the session ID, because the session gains permissions. */
    public void complete(UserPrincipal principal, User user, HttpServletRequest request, HttpServletResponse response) {
        registry.remove(request.getSession(false));
        request.changeSessionId();
        csrfTokens.saveToken(null, request, response);
        logins.find(principal.session()).ifPresent(session -> {
            writeCookies(user, session, request, response);
            storeUser(principal, authorities(user, session), request, response);
        });
    }

    /**
     * Restores the session of a browser that opens a page without one, if the browser proves that its login session has
     * not ended. Other requests come from a page whose data was lost with its session, so that the page must reload.
     */
    void restore(HttpServletRequest request, HttpServletResponse response) {
        if (request.getSession(false) != null || !FlowRequests.isPageLoad(request)) {
            return;
        }
        restoreCookie.restore(request).ifPresent(restored -> {
            UserPrincipal principal = UserPrincipal.of(restored.user(), restored.session());
            // Determines the authorities before the session is created. If this failed afterward, a session without a
            // user would remain and prevent later requests from restoring the session.
            Set<GrantedAuthority> authorities = authorities(restored.user(), restored.session());
            createHttpSession(request);
            storeUser(principal, authorities, request, response);
        });
    }

    private void createHttpSession(HttpServletRequest request) {
        request.getSession(true).setMaxInactiveInterval((int)
                loginSessionProperties.idle().plus(TIMEOUT_MARGIN).toSeconds());
    }

    /**
     * Trusts the browser and makes its session restorable if the sign-in is complete. Otherwise keeps the tokens of the
     * browser for the second step, because the password alone is not sufficient.
     */
    private void writeCookies(
            User user, LoginSession session, HttpServletRequest request, HttpServletResponse response) {
        if (secondFactorService.missingStep(user, session.factors()) == SecondFactorStatusService.MissingStep.NOTHING) {
            trustedBrowserCookie.renew(user, request, response);
            restoreCookie.issue(session.id(), request, response);
        } else {
            trustedBrowserCookie.storeInSession(request);
            restoreCookie.delete(request, response);
        }
    }

    /** Stores the principal and its authorities in the security context of the session, and registers the session. */
    void storeUser(
            UserPrincipal principal,
            Collection<GrantedAuthority> authorities,
            HttpServletRequest request,
            HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(principal, null, authorities));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        registry.add(principal, request.getSession());
    }

    /** Redirects the open pages of a session whose login session has ended, and then invalidates the session. */
    void endWithPages(HttpSession session) {
        registry.end(session);
    }

    public static void end(@Nullable HttpSession session) {
        if (session == null) {
            return;
        }
        try {
            session.invalidate();
        } catch (IllegalStateException e) {
            LOG.debug("The session has ended already", e);
        }
    }

    /**
     * Returns the login session of the principal, if the user is active and the user's generation has not changed since
     * sign-in.
     */
    Optional<LoginSession> findValid(UserPrincipal principal, User now) {
        return now.isActive() && now.generation() == principal.generation()
                ? logins.find(principal.session())
                : Optional.empty();
    }

    Set<GrantedAuthority> authorities(User user, LoginSession session) {
        return LoginSessionAuthorityMapper.authorities(
                user, session, secondFactorService.missingStep(user, session.factors()));
    }
}
