package org.stackdeck.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.stackdeck.api.error.ProblemDetailFactory;

class ApiExceptionHandlerTests {

    private final ApiExceptionHandler handler = new ApiExceptionHandler(
            new ProblemDetailFactory(new StaticMessageSource(), new AcceptHeaderLocaleResolver()));
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/admin/audit");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    /**
     * The container closes the connection after an exception. Otherwise, clients could not detect that the response is
     * incomplete.
     */
    @Test
    void failureAfterTheResponseBeganIsPassedOnToTheContainer() {
        request.setServletPath("/api/admin/audit");
        response.setCommitted(true);
        IllegalStateException failure = new IllegalStateException("in the middle");

        assertThatThrownBy(() -> handler.handle(failure, request, response)).isSameAs(failure);
    }

    @Test
    void disconnectAfterTheResponseBeganIsIgnored() throws Exception {
        request.setServletPath("/api/admin/audit");
        response.setCommitted(true);

        assertThat(handler.handle(new IOException("Broken pipe"), request, response))
                .isNull();
    }
}
