package org.stackdeck.ui.signin.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

@Timeout(30)
class RequestConcurrencyFilterTests {

    private final RequestConcurrencyFilter filter = new RequestConcurrencyFilter(Duration.ofSeconds(20));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch finish = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger maxRunning = new AtomicInteger();

    @AfterEach
    void stop() {
        finish.countDown();
        threads.close();
    }

    @Test
    void requestsBeyondTheLimitWaitForOthersOfTheUser() throws Exception {
        List<Future<Integer>> responses = start(filter, "ann", RequestConcurrencyFilter.MAX_CONCURRENT * 3);
        await().until(() -> running.get() == RequestConcurrencyFilter.MAX_CONCURRENT);

        finish.countDown();

        for (Future<Integer> response : responses) {
            assertThat(response.get(20, TimeUnit.SECONDS)).isEqualTo(200);
        }
        assertThat(maxRunning).hasValue(RequestConcurrencyFilter.MAX_CONCURRENT);
    }

    @Test
    void requestsOfOtherUsersAndOfVisitorsDoNotWait() throws Exception {
        start(filter, "ann", RequestConcurrencyFilter.MAX_CONCURRENT * 3);
        await().until(() -> running.get() == RequestConcurrencyFilter.MAX_CONCURRENT);

        assertThat(status(filter, "bob", (_, _) -> {})).isEqualTo(200);
        assertThat(status(filter, null, (_, _) -> {})).isEqualTo(200);
    }

    @Test
    void requestIsRefusedWhenItsTurnDoesNotCome() throws Exception {
        RequestConcurrencyFilter impatient = new RequestConcurrencyFilter(Duration.ofMillis(1));
        start(impatient, "ann", RequestConcurrencyFilter.MAX_CONCURRENT);
        await().until(() -> running.get() == RequestConcurrencyFilter.MAX_CONCURRENT);

        MockHttpServletResponse response = send(impatient, "ann", (_, _) -> {});

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("1");
    }

    @Test
    void requestsOfOneSessionTakeOneTurnOfTheUser() throws Exception {
        MockHttpSession session = new MockHttpSession();
        for (int i = 0; i < RequestConcurrencyFilter.MAX_CONCURRENT * 2; i++) {
            Future<?> _ = threads.submit(() -> send(filter, "ann", session, "/", (_, _) -> holdUntilFinish()));
        }
        await().until(() -> running.get() == 1);

        assertThat(status(filter, "ann", (_, _) -> {})).isEqualTo(200);
        assertThat(maxRunning).hasValue(1);
    }

    @Test
    void rateOfFlowRequestsIsLimitedPerUser() throws Exception {
        RequestConcurrencyFilter impatient = new RequestConcurrencyFilter(Duration.ofMillis(1));
        int answered = 0;
        while (status(impatient, "ann", (_, _) -> {}) == 200) {
            answered++;
            assertThat(answered).isLessThan(100 * RequestConcurrencyFilter.MAX_BURST);
        }

        assertThat(answered).isGreaterThanOrEqualTo(RequestConcurrencyFilter.MAX_BURST);
        assertThat(status(impatient, "bob", (_, _) -> {})).isEqualTo(200);
        assertThat(status(filter, "ann", (_, _) -> {})).as("another limiter").isEqualTo(200);
    }

    @Test
    void staticFilesHaveALimitOfTheirOwn() throws Exception {
        for (int i = 0; i < RequestConcurrencyFilter.MAX_FILES * 2; i++) {
            Future<?> _ = threads.submit(() ->
                    send(filter, "ann", new MockHttpSession(), "/VAADIN/build/a.js", (_, _) -> holdUntilFinish()));
        }
        await().until(() -> running.get() == RequestConcurrencyFilter.MAX_FILES);

        assertThat(status(filter, "ann", (_, _) -> {})).isEqualTo(200);
        assertThat(maxRunning).hasValue(RequestConcurrencyFilter.MAX_FILES);
    }

    @Test
    void downloadsTakeNoTurn() throws Exception {
        for (int i = 0; i < RequestConcurrencyFilter.MAX_CONCURRENT; i++) {
            Future<?> _ = threads.submit(() -> send(
                    filter,
                    "ann",
                    new MockHttpSession(),
                    "/VAADIN/dynamic/resource/0/a/audit.csv",
                    (_, _) -> holdUntilFinish()));
        }
        await().until(() -> running.get() == RequestConcurrencyFilter.MAX_CONCURRENT);

        assertThat(status(filter, "ann", (_, _) -> {})).isEqualTo(200);
    }

    @Test
    void flowsRequestBelowThePathOfDownloadsTakesATurn() throws Exception {
        MockHttpSession session = new MockHttpSession();
        Future<?> _ = threads.submit(() -> send(filter, "ann", session, "/", (_, _) -> holdUntilFinish()));
        await().until(() -> running.get() == 1);
        Future<?> second =
                threads.submit(() -> send(filter, "ann", session, "/VAADIN/dynamic/x", (_, _) -> holdUntilFinish()));

        finish.countDown();
        second.get(20, TimeUnit.SECONDS);

        assertThat(maxRunning).hasValue(1);
    }

    @Test
    void requestIsRefusedAtOnceWhenTooManyOfTheSessionWait() {
        MockHttpSession session = new MockHttpSession();
        List<Future<Integer>> responses = new ArrayList<>();
        for (int i = 0; i < 1 + RequestConcurrencyFilter.MAX_WAITING + 1; i++) {
            responses.add(threads.submit(() -> send(filter, "ann", session, "/", (_, _) -> holdUntilFinish())
                    .getStatus()));
        }

        await().until(() -> responses.stream().anyMatch(Future::isDone));

        assertThat(responses.stream().filter(Future::isDone).map(Future::resultNow))
                .containsExactly(503);
    }

    @Test
    void failedRequestGivesItsTurnBack() throws Exception {
        for (int i = 0; i <= RequestConcurrencyFilter.MAX_CONCURRENT; i++) {
            try {
                send(filter, "ann", (_, _) -> {
                    throw new ServletException("failed");
                });
            } catch (ServletException _) {
                // The filter chain throws this exception.
            }
        }

        assertThat(status(filter, "ann", (_, _) -> {})).isEqualTo(200);
    }

    private List<Future<Integer>> start(RequestConcurrencyFilter target, String user, int requests) {
        List<Future<Integer>> responses = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            responses.add(threads.submit(() -> status(target, user, (_, _) -> holdUntilFinish())));
        }
        return responses;
    }

    private void holdUntilFinish() {
        maxRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            assertThat(finish.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        } finally {
            running.decrementAndGet();
        }
    }

    private static int status(RequestConcurrencyFilter target, @Nullable String user, FilterChain chain)
            throws ServletException, IOException {
        return send(target, user, chain).getStatus();
    }

    private static MockHttpServletResponse send(
            RequestConcurrencyFilter target, @Nullable String user, FilterChain chain)
            throws ServletException, IOException {
        // Each request has a separate session.
        return send(target, user, new MockHttpSession(), "/", chain);
    }

    private static MockHttpServletResponse send(
            RequestConcurrencyFilter target, @Nullable String user, HttpSession session, String path, FilterChain chain)
            throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        if (!path.startsWith("/VAADIN/dynamic/resource/") && !path.startsWith("/VAADIN/build/")) {
            request.setParameter("v-r", "uidl");
        }
        request.setSession(session);
        request.setRemoteUser(user);
        MockHttpServletResponse response = new MockHttpServletResponse();
        target.doFilter(request, response, chain);
        return response;
    }
}
