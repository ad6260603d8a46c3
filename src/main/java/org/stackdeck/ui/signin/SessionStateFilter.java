package org.stackdeck.ui.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.User;
import org.stackdeck.ui.SignedInUser;

/**
 * Looks at each request whether its session still stands for who the user is now: ends it when the user is no longer
 * active or their generation is another, and gives it the user's present role.
 */
class SessionStateFilter extends OncePerRequestFilter {

    private final Directory directory;
    private final Sessions sessions;

    SessionStateFilter(Directory directory, Sessions sessions) {
        this.directory = directory;
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof SignedInUser principal) {
            HttpSession session = request.getSession(false);
            Optional<User> user =
                    directory.find(principal.id()).filter(now -> sessions.mayGoOn(session, principal, now));
            if (user.isEmpty()) {
                SecurityContextHolder.clearContext();
                Sessions.end(session);
            } else if (!authentication.getAuthorities().containsAll(Sessions.authorities(user.get()))) {
                sessions.renew(user.get(), request, response);
            }
        }
        chain.doFilter(request, response);
    }
}
