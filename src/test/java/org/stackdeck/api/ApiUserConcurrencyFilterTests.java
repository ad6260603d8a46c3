package org.stackdeck.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;
import org.stackdeck.api.auth.AccessTokenPrincipal;
import org.stackdeck.api.error.ProblemDetailFactory;
import org.stackdeck.api.error.SecurityErrorHandler;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import tools.jackson.databind.json.JsonMapper;

class ApiUserConcurrencyFilterTests {

    private final SecurityErrorHandler handler = new SecurityErrorHandler(
            JsonMapper.builder().build(), new ProblemDetailFactory(messages(), new FixedLocaleResolver()));
    private final ApiUserConcurrencyFilter filter = new ApiUserConcurrencyFilter(handler, Duration.ofSeconds(20));
    private final ApiUserConcurrencyFilter impatient = new ApiUserConcurrencyFilter(handler, Duration.ofMillis(1));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch finish = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger maxRunning = new AtomicInteger();
    private final UserId ann = new UserId(UUID.randomUUID());

    @AfterEach
    void stop() {
        finish.countDown();
        threads.close();
    }

    @Test
    void requestsBeyondTheLimitWaitForOthersOfTheUser() throws Exception {
        List<Future<Integer>> statuses = occupy(filter, complete(ann), 3 * ApiUserConcurrencyFilter.MAX_CONCURRENT);

        finish.countDown();

        for (Future<Integer> status : statuses) {
            assertThat(status.get(20, TimeUnit.SECONDS)).isEqualTo(200);
        }
        assertThat(maxRunning).hasValue(ApiUserConcurrencyFilter.MAX_CONCURRENT);
    }

    @Test
    void requestsOfOtherUsersAndWithoutATokenDoNotWait() throws Exception {
        occupy(filter, complete(ann), ApiUserConcurrencyFilter.MAX_CONCURRENT);

        assertThat(status(filter, complete(new UserId(UUID.randomUUID())), (_, _) -> {}))
                .isEqualTo(200);
        assertThat(status(filter, null, (_, _) -> {})).isEqualTo(200);
    }

    @Test
    void requestThatWaitsTooLongIsRefusedWithAProblem() throws Exception {
        occupy(impatient, complete(ann), ApiUserConcurrencyFilter.MAX_CONCURRENT);

        MockHttpServletResponse response = send(impatient, complete(ann), (_, _) -> {});

        assertThat(response.getStatus()).isEqualTo(429);
        assertThat(response.getHeader("Retry-After")).isEqualTo("1");
        assertThat(response.getContentAsString()).contains("too-many-concurrent-requests");
    }

    @Test
    void sessionsWithoutTheirSecondFactorDoNotDelayTheUser() throws Exception {
        occupy(impatient, authentication(ann, "NEED_VERIFICATION"), ApiUserConcurrencyFilter.MAX_CONCURRENT);

        assertThat(status(impatient, complete(ann), (_, _) -> {})).isEqualTo(200);
    }

    /** Starts requests that are processed until the test finishes, and waits until the maximum is reached. */
    private List<Future<Integer>> occupy(
            ApiUserConcurrencyFilter target, TestingAuthenticationToken authentication, int requests) {
        List<Future<Integer>> statuses = IntStream.range(0, requests)
                .mapToObj(_ -> threads.submit(() -> status(target, authentication, (_, _) -> holdUntilFinish())))
                .toList();
        await().until(() -> running.get() == ApiUserConcurrencyFilter.MAX_CONCURRENT);
        return statuses;
    }

    private void holdUntilFinish() throws IOException {
        maxRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            assertThat(finish.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new InterruptedIOException(e.getMessage());
        } finally {
            running.decrementAndGet();
        }
    }

    private static int status(
            ApiUserConcurrencyFilter target, @Nullable TestingAuthenticationToken authentication, FilterChain chain)
            throws ServletException, IOException {
        return send(target, authentication, chain).getStatus();
    }

    private static MockHttpServletResponse send(
            ApiUserConcurrencyFilter target, @Nullable TestingAuthenticationToken authentication, FilterChain chain)
            throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/os/servers");
        request.setUserPrincipal(authentication);
        MockHttpServletResponse response = new MockHttpServletResponse();
        target.doFilter(request, response, chain);
        return response;
    }

    private static TestingAuthenticationToken complete(UserId user) {
        return authentication(user, "ROLE_MEMBER");
    }

    private static TestingAuthenticationToken authentication(UserId user, String authority) {
        return new TestingAuthenticationToken(
                new AccessTokenPrincipal(user, new UserName("ann"), new SessionId(UUID.randomUUID())), "", authority);
    }

    private static StaticMessageSource messages() {
        StaticMessageSource messages = new StaticMessageSource();
        messages.setUseCodeAsDefaultMessage(true);
        return messages;
    }
}
