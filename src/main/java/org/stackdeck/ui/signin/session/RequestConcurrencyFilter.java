package org.stackdeck.ui.signin.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.vaadin.flow.server.Constants;
import com.vaadin.flow.shared.ApplicationConstants;
import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.stackdeck.identity.factor.SecondFactorStatusService;
import org.stackdeck.identity.session.LoginSessionAuthorityMapper;
import org.stackdeck.platform.HttpRequestPath;
import org.stackdeck.platform.RequestConcurrencyLimiter;
import org.stackdeck.ui.EndedSessionMarker;
import org.stackdeck.ui.vaadin.FlowRequests;

/**
 * Limits the number of requests of signed-in users that are processed at the same time: one Flow request per session,
 * as in Flow itself, and four requests per user. Other requests wait for their turn. A user with many sessions could
 * otherwise occupy all processors. Also limits the Flow requests of a user per second, because Flow keeps some data of
 * a page for each request. Static files have a separate limit. Downloads, which can take a long time, and push
 * connections are not limited.
 */
public final class RequestConcurrencyFilter extends OncePerRequestFilter {

    static final int MAX_CONCURRENT = 4;

    /** Maximum number of static files that a user receives at the same time. A browser requests six. */
    static final int MAX_FILES = 8;

    /**
     * Maximum number of waiting requests of a session or of a user. Each page sends one request at a time, and by
     * default, a user can have fewer open pages.
     */
    static final int MAX_WAITING = 100;

    /** Maximum average number of Flow requests of a user per second. A page sends one for each user action. */
    static final int MAX_PER_SECOND = 20;

    /** Maximum number of Flow requests of a user in a burst. */
    static final int MAX_BURST = 1_000;

    /** Maximum number of buckets in memory. Evicting a bucket early only benefits its user. */
    private static final long MAX_USERS = 100_000;

    /**
     * Maximum number of waiting requests of a user for files. With HTTP/2, a browser that restores many tabs requests
     * all their files at once.
     */
    private static final int MAX_WAITING_FILES = 1_000;

    private static final String DOWNLOADS = "/VAADIN/dynamic/";
    private static final String PUSH = "/" + Constants.PUSH_MAPPING;

    private final Duration timeout;
    private final RequestConcurrencyLimiter bySession = new RequestConcurrencyLimiter(1, MAX_WAITING);
    private final RequestConcurrencyLimiter byUser = new RequestConcurrencyLimiter(MAX_CONCURRENT, MAX_WAITING);

    private final RequestConcurrencyLimiter files = new RequestConcurrencyLimiter(MAX_FILES, MAX_WAITING_FILES);
    private final Cache<String, Bucket> flowRequests = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .maximumSize(MAX_USERS)
            .expireAfterAccess(Duration.ofSeconds(MAX_BURST / MAX_PER_SECOND))
            .build();

    /** @param timeout maximum time that a request waits for its turn before it is rejected */
    public RequestConcurrencyFilter(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRemoteUser() == null
                || request.getSession(false) == null
                || isDownload(request)
                || isPush(request);
    }

    private static boolean isDownload(HttpServletRequest request) {
        return FlowRequests.isRead(request)
                && FlowRequests.type(request) == null
                && HttpRequestPath.of(request).startsWith(DOWNLOADS);
    }

    private static boolean isPush(HttpServletRequest request) {
        return ApplicationConstants.REQUEST_TYPE_PUSH.equals(FlowRequests.type(request))
                && HttpRequestPath.of(request).equals(PUSH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession current = request.getSession(false);
        String session = current == null ? "" : current.getId();
        // A session that still requires a second factor must not use up the limit of the user's other sessions.
        boolean complete = LoginSessionAuthorityMapper.missingStep(
                        SecurityContextHolder.getContext().getAuthentication())
                == SecondFactorStatusService.MissingStep.NOTHING;
        String user = complete ? request.getRemoteUser() : session;
        long deadline = System.nanoTime() + timeout.toNanos();
        RequestConcurrencyLimiter.Processing<ServletException> processing = () -> {
            // The session may have ended while the request waited. Flow reports the end to an open page.
            if (EndedSessionMarker.isEnded(current) && !FlowRequests.isOpenPageRequest(request)) {
                response.sendError(HttpStatus.UNAUTHORIZED.value());
            } else {
                chain.doFilter(request, response);
            }
            return true;
        };
        boolean processed = FlowRequests.isFile(request)
                ? files.process(user, deadline, processing)
                : process(request, session, user, deadline, processing);
        if (!processed) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        }
    }

    private boolean process(
            HttpServletRequest request,
            String session,
            String user,
            long deadline,
            RequestConcurrencyLimiter.Processing<ServletException> processing)
            throws ServletException, IOException {
        if (FlowRequests.type(request) == null) {
            return byUser.process(user, deadline, processing);
        }
        // A Flow request that waits for another request of its session does not use a turn of the user.
        return bySession.process(
                session, deadline, () -> awaitRate(user, deadline) && byUser.process(user, deadline, processing));
    }

    private boolean awaitRate(String user, long deadline) throws IOException {
        try {
            return flowRequests
                    .get(
                            user,
                            _ -> Bucket.builder()
                                    .addLimit(limit -> limit.capacity(MAX_BURST)
                                            .refillGreedy(MAX_PER_SECOND, Duration.ofSeconds(1)))
                                    .build())
                    .asBlocking()
                    .tryConsume(1, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for earlier requests");
        }
    }
}
