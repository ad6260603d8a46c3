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
import org.stackdeck.identity.InvitationToken;

/**
 * Keeps the token of an invitation in the browser, for the registration page alone, so that it stands in no address that
 * is logged, remembered or told to others.
 */
@Component
class InvitationCookie {

    private static final String NAME = "stackdeck-invitation";
    private static final String PATH = "/register";
    private static final Duration KEPT = Duration.ofDays(1);

    /** In place of what is no token, which opens nothing either. */
    private static final String NONE = "none";

    void give(String sent, HttpServletRequest request, HttpServletResponse response) {
        String value = InvitationToken.parse(sent).map(InvitationToken::value).orElse(NONE);
        set(value, KEPT, request, response);
    }

    /** As the browser sends it, whatever it is worth. */
    Optional<String> of(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, NAME)).map(Cookie::getValue);
    }

    void drop(HttpServletRequest request, HttpServletResponse response) {
        set("", Duration.ZERO, request, response);
    }

    private static void set(String value, Duration kept, HttpServletRequest request, HttpServletResponse response) {
        // Lax, not strict: the link is followed from elsewhere, and what it leads to has to know the cookie.
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
