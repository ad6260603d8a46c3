package org.stackdeck.ui.signin.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.web.csrf.CsrfToken;
import org.stackdeck.ui.EndedSessionMarker;

class SessionBoundCookieCsrfTokenRepositoryTests {

    private final SessionBoundCookieCsrfTokenRepository tokens = new SessionBoundCookieCsrfTokenRepository();
    private final MockHttpSession session = new MockHttpSession();

    private MockHttpServletRequest request(String... token) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSession(session);
        if (token.length > 0) {
            request.setCookies(new Cookie("stackdeck-csrf", token[0]));
        }
        return request;
    }

    @Test
    void tokenIsValidOnlyInItsSession() {
        String token = tokens.generateToken(request()).getToken();

        assertThat(tokens.loadToken(request(token))).isNotNull();
        MockHttpServletRequest other = request(token);
        other.setSession(new MockHttpSession());
        assertThat(tokens.loadToken(other)).isNull();
    }

    @Test
    void pagesThatLeaveAtTheSameTimeHaveTheSameToken() {
        String bound = tokens.generateToken(request()).getToken();
        EndedSessionMarker.mark(session);
        assertThat(tokens.loadToken(request(bound))).isNull();

        CsrfToken first = tokens.generateToken(request(bound));
        CsrfToken second = tokens.generateToken(request(bound));

        assertThat(first.getToken()).isEqualTo(second.getToken()).isNotEqualTo(bound);
        assertThat(tokens.loadToken(request(first.getToken()))).isNotNull();
        session.invalidate();
        MockHttpServletRequest afterwards = new MockHttpServletRequest();
        afterwards.setCookies(new Cookie("stackdeck-csrf", first.getToken()));
        assertThat(tokens.loadToken(afterwards)).isNotNull();
    }

    @Test
    void newSessionHasANewToken() {
        String before = tokens.generateToken(request()).getToken();

        assertThat(tokens.generateToken(request(before)).getToken())
                .doesNotStartWith(before.substring(0, before.indexOf('.')));
    }

    @Test
    void malformedCookieIsReplaced() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(new Cookie("stackdeck-csrf", ".x"));

        assertThat(tokens.generateToken(request).getToken()).hasSize(36);
    }

    @Test
    void tokenOfAnEndedSessionIsNotRemoved() {
        EndedSessionMarker.mark(session);
        MockHttpServletResponse response = new MockHttpServletResponse();

        tokens.saveToken(null, request(), response);

        assertThat(response.getCookie("stackdeck-csrf")).isNull();
        tokens.saveToken(tokens.generateToken(request()), request(), response);
        assertThat(Objects.requireNonNull(response.getCookie("stackdeck-csrf")).getValue())
                .isNotEmpty();
    }
}
