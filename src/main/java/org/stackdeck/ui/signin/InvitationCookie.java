package org.stackdeck.ui.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import org.stackdeck.identity.secret.SecretToken;

/**
 * Cookie with the token of an invitation, which only the registration page receives. It keeps the token out of URLs
 * that are logged, stored in the history or shared.
 */
@Component
class InvitationCookie {

    private static final String NAME = "stackdeck-invitation";
    private static final String PATH = "/register";
    private static final Duration MAX_AGE = Duration.ofDays(1);

    /** Replaces values that are not tokens. It matches no invitation. */
    private static final String NO_TOKEN = "none";

    void write(String sent, HttpServletRequest request, HttpServletResponse response) {
        String value = SecretToken.parse(sent).map(SecretToken::value).orElse(NO_TOKEN);
        set(value, MAX_AGE, request, response);
    }

    /** The value that the browser sent, unverified. */
    Optional<String> read(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, NAME)).map(Cookie::getValue);
    }

    void delete(HttpServletRequest request, HttpServletResponse response) {
        set("", Duration.ZERO, request, response);
    }

    private static void set(String value, Duration kept, HttpServletRequest request, HttpServletResponse response) {
        // Lax instead of strict: the link is opened from other sites, and the page after the redirect must receive the
        // cookie.
        ResponseCookie cookie = ResponseCookie.from(NAME, value)
                .path(PATH)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .maxAge(kept)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
