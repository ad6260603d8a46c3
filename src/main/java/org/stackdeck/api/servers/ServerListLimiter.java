package org.stackdeck.api.servers;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.stackdeck.api.error.ProblemException;

/**
 * Limits the lists of servers that are created or sent at the same time. A list of 10,000 servers has about 9 MB and takes
 * about a second of a processor, so that one user could otherwise occupy all memory and processors.
 */
public final class ServerListLimiter implements HandlerInterceptor {

    static final int MAX_PER_USER = 2;

    private static final int MAX_TOTAL = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Integer> running = new ConcurrentHashMap<>();
    private final Semaphore permits = new Semaphore(MAX_TOTAL);

    /** Waits for other users' lists at most ten seconds. Requests of other methods than GET and HEAD are not limited. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        if (!isList(request)) {
            return true;
        }
        if (running.merge(user(request), 1, Integer::sum) > MAX_PER_USER
                || !permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            leave(user(request));
            throw ProblemException.tooManyRequests("too-many-lists", MAX_PER_USER)
                    .retryAfter(Duration.ofSeconds(1));
        }
        return true;
    }

    /** Called after the response was sent, or failed. */
    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (isList(request)) {
            permits.release();
            leave(user(request));
        }
    }

    private void leave(String user) {
        running.computeIfPresent(user, (_, number) -> number == 1 ? null : number - 1);
    }

    private static boolean isList(HttpServletRequest request) {
        // Spring handles HEAD like GET, and discards the body that was created.
        return HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
    }

    private static String user(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getRemoteUser(), "");
    }
}
