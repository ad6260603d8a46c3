package org.stackdeck.ui.signin.session;

import com.vaadin.flow.shared.ApplicationConstants;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.stackdeck.identity.factor.SecondFactorStatusService;
import org.stackdeck.identity.session.LoginSessionAuthorities;
import org.stackdeck.platform.HttpRequestPath;
import org.stackdeck.platform.RequestConcurrencyLimiter;
import org.stackdeck.ui.vaadin.StaticFileMatcher;

/**
 * Limits the requests that are processed at the same time: one Flow request per session, as in Flow itself, and four
 * requests per user. Other requests wait for their turn. A user with many sessions could otherwise occupy all
 * processors. Downloads, which can take a long time, static files and push connections are not limited.
 */
public final class ConcurrentRequestFilter extends OncePerRequestFilter {

    static final int MAX_CONCURRENT = 4;

    /**
     * Maximum number of waiting requests of a session or of a user. Each page sends one request at a time, and fewer
     * pages can be open by default.
     */
    static final int MAX_WAITING = 100;

    private static final List<String> FILES = List.of("/VAADIN/", "/webjars/");

    private final Duration timeout;
    private final StaticFileMatcher staticFiles = new StaticFileMatcher();
    private final RequestConcurrencyLimiter bySession = new RequestConcurrencyLimiter(1, MAX_WAITING);
    private final RequestConcurrencyLimiter byUser = new RequestConcurrencyLimiter(MAX_CONCURRENT, MAX_WAITING);

    /** @param timeout how long a request waits for its turn before it is rejected */
    public ConcurrentRequestFilter(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRemoteUser() == null
                || request.getSession(false) == null
                || isFile(request)
                || isPush(request);
    }

    /** Flow determines the type of a request by the parameter, regardless of the path. */
    private boolean isFile(HttpServletRequest request) {
        boolean read = HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
        return read
                && requestType(request) == null
                && (FILES.stream().anyMatch(HttpRequestPath.of(request)::startsWith) || staticFiles.matches(request));
    }

    private static boolean isPush(HttpServletRequest request) {
        return ApplicationConstants.REQUEST_TYPE_PUSH.equals(requestType(request));
    }

    private static @Nullable String requestType(HttpServletRequest request) {
        return request.getParameter(ApplicationConstants.REQUEST_TYPE_PARAMETER);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession current = request.getSession(false);
        String session = current == null ? "" : current.getId();
        // A session that still requires a second factor must not use up the limit of the user's other sessions.
        boolean complete = LoginSessionAuthorities.missingStep(
                        SecurityContextHolder.getContext().getAuthentication())
                == SecondFactorStatusService.MissingStep.NOTHING;
        String user = complete ? request.getRemoteUser() : session;
        long deadline = System.nanoTime() + timeout.toNanos();
        RequestConcurrencyLimiter.Processing processing = () -> byUser.process(user, deadline, () -> {
            chain.doFilter(request, response);
            return true;
        });
        // A Flow request that waits for another request of its session does not use a turn of the user.
        boolean processed =
                requestType(request) == null ? processing.process() : bySession.process(session, deadline, processing);
        if (!processed) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        }
    }
}
