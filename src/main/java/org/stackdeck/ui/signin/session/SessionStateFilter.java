package org.stackdeck.ui.signin.session;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.session.LoginSession;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.ui.EndedSessionMarker;
import org.stackdeck.ui.UserPrincipal;
import org.stackdeck.ui.vaadin.FlowRequests;
import org.stackdeck.ui.vaadin.OpenPageLimiter;

/**
 * Validates the session of each request. Ends the session if the login session has ended or timed out, the user is not
 * active, or the user's generation has changed. Sets the current role of the user, or none while a second factor is
 * missing. Records user activity. Restores the session of a browser that proves its login session.
 */
public class SessionStateFilter extends OncePerRequestFilter {

    private final UserDirectory userDirectory;
    private final BrowserSessionService browserSessionService;
    private final LoginSessionService logins;
    private final OpenPageLimiter limiter;

    public SessionStateFilter(
            UserDirectory userDirectory,
            BrowserSessionService browserSessionService,
            LoginSessionService logins,
            OpenPageLimiter limiter) {
        this.userDirectory = userDirectory;
        this.browserSessionService = browserSessionService;
        this.logins = logins;
        this.limiter = limiter;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        LoginSession session = validSession(request, response);
        if (session == null) {
            // Does not record activity, because a page that has lost its session reloads automatically.
            browserSessionService.restore(request, response);
            chain.doFilter(
                    FlowRequests.isOpenPageRequest(request) && EndedSessionMarker.isEnded(request.getSession(false))
                            ? withoutSession(request)
                            : request,
                    response);
            return;
        }
        UserActivityDetector detector = UserActivityDetector.of(request);
        try {
            chain.doFilter(detector.request(), response);
        } finally {
            if (detector.isByUser()) {
                logins.recordActivity(session);
                detector.page().ifPresent(page -> limiter.recordUse(session.user(), session.id(), page));
            }
        }
    }

    /**
     * Returns the request without its session. The session exists until the browser has left its pages, but Flow must
     * no longer use it.
     */
    private static HttpServletRequest withoutSession(HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public @Nullable HttpSession getSession(boolean create) {
                return null;
            }

            @Override
            public @Nullable HttpSession getSession() {
                return null;
            }
        };
    }

    private @Nullable LoginSession validSession(HttpServletRequest request, HttpServletResponse response) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        UserPrincipal principal = UserPrincipal.find(authentication).orElse(null);
        if (authentication == null || principal == null) {
            return null;
        }
        User user = EndedSessionMarker.isEnded(request.getSession(false))
                ? null
                : userDirectory.find(principal.id()).orElse(null);
        LoginSession session = user == null
                ? null
                : browserSessionService.findValid(principal, user).orElse(null);
        if (user == null || session == null) {
            SecurityContextHolder.clearContext();
            HttpSession ended = request.getSession(false);
            if (ended != null) {
                browserSessionService.endWithPages(ended);
            }
            return null;
        }
        Set<GrantedAuthority> present = browserSessionService.authorities(user, session);
        if (!present.equals(Set.copyOf(authentication.getAuthorities()))) {
            browserSessionService.storeUser(principal, present, request, response);
        }
        return session;
    }
}
