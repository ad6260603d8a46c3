package org.stackdeck.ui.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.ModelAndView;
import org.stackdeck.identity.mail.FakeMailStatusService;
import org.stackdeck.platform.StackdeckProperties;
import org.stackdeck.ui.vaadin.PreloadedModules;

class SignInControllerAdviceTests {

    @ParameterizedTest
    @ValueSource(strings = {"/passkey/options", "/enrol/passkey"})
    void errorOfAScriptsRequestHasAStatusAndNoPage(String path) {
        ModelAndView response = databaseUnavailable(path);

        assertThat(response.getStatus()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(response.isReference()).isFalse();
    }

    @Test
    void errorOfAFormShowsTheFormAgain() {
        assertThat(databaseUnavailable("/login").getViewName()).isEqualTo("signin/login");
        assertThat(databaseUnavailable("/login/passkey").getViewName()).isEqualTo("signin/login");
    }

    private static ModelAndView databaseUnavailable(String path) {
        SignInControllerAdvice advice = new SignInControllerAdvice(
                new RegistrationModeCache(new RegistrationModeCacheTests.Policy()),
                new FakeMailStatusService(),
                new PreloadedModules(),
                new StackdeckProperties(Path.of("."), false, null, null, null));
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        request.setServletPath(path);
        return advice.databaseAway(
                new CannotGetJdbcConnectionException("unavailable"),
                request,
                new MockHttpServletResponse(),
                Locale.ENGLISH);
    }
}
