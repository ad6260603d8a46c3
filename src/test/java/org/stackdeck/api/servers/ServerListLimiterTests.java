package org.stackdeck.api.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.stackdeck.api.error.ProblemException;

class ServerListLimiterTests {

    private final ServerListLimiter limiter = new ServerListLimiter();

    @Test
    void furtherListsOfAUserAreRefusedUntilOneIsSent() throws InterruptedException {
        assertThat(begin("GET", "mia")).isTrue();
        assertThat(begin("GET", "mia")).isTrue();

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> begin("GET", "mia"))
                .matches(problem -> problem.status() == HttpStatus.TOO_MANY_REQUESTS);
        assertThat(begin("GET", "max")).isTrue();

        end("GET", "mia");
        assertThat(begin("GET", "mia")).isTrue();
    }

    @Test
    void headRequestsAreLimitedLikeGet() throws InterruptedException {
        assertThat(begin("HEAD", "mia")).isTrue();
        assertThat(begin("HEAD", "mia")).isTrue();

        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> begin("HEAD", "mia"));
    }

    @Test
    void launchesAreNotLimitedAndReleaseNoPermit() throws InterruptedException {
        assertThat(begin("GET", "mia")).isTrue();
        assertThat(begin("GET", "mia")).isTrue();

        assertThat(begin("POST", "mia")).isTrue();
        end("POST", "mia");

        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> begin("GET", "mia"));
    }

    private boolean begin(String method, String user) throws InterruptedException {
        return limiter.preHandle(request(method, user), new MockHttpServletResponse(), this);
    }

    private void end(String method, String user) {
        limiter.afterCompletion(request(method, user), new MockHttpServletResponse(), this, null);
    }

    private static MockHttpServletRequest request(String method, String user) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/api/os/servers");
        request.setRemoteUser(user);
        return request;
    }
}
