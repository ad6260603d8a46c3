package org.stackdeck.ui.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.LoginSession;
import org.stackdeck.identity.LoginSessions;
import org.stackdeck.identity.User;
import org.stackdeck.ui.OpenPages;
import org.stackdeck.ui.SignedInUser;

/**
 * Validates the session of each request. Ends it if the login session was ended or timed out, the user is not active,
 * or their generation changed. Sets the current role of the user, or none while a second factor is missing. Records
 * user activity.
 */
class SessionStateFilter extends OncePerRequestFilter {

    private final Directory directory;
    private final Sessions sessions;
    private final LoginSessions logins;
    private final OpenPages pages;

    SessionStateFilter(Directory directory, Sessions sessions, LoginSessions logins, OpenPages pages) {
        this.directory = directory;
        this.sessions = sessions;
        this.logins = logins;
        this.pages = pages;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        LoginSession session = alive(request, response);
        if (session == null) {
            chain.doFilter(request, response);
            return;
        }
        Activity activity = Activity.of(request);
        try {
            chain.doFilter(activity.request(), response);
        } finally {
            if (activity.byPerson()) {
                logins.active(session);
                activity.page().ifPresent(page -> pages.used(session.user(), session.id(), page));
            }
        }
    }

    private @Nullable LoginSession alive(HttpServletRequest request, HttpServletResponse response) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedInUser principal)) {
            return null;
        }
        User user = directory.find(principal.id()).orElse(null);
        LoginSession session =
                user == null ? null : sessions.alive(principal, user).orElse(null);
        if (user == null || session == null) {
            SecurityContextHolder.clearContext();
            Sessions.end(request.getSession(false));
            return null;
        }
        Set<GrantedAuthority> present = sessions.authorities(user, session);
        if (!present.equals(Set.copyOf(authentication.getAuthorities()))) {
            sessions.put(principal, present, request, response);
        }
        return session;
    }
}
