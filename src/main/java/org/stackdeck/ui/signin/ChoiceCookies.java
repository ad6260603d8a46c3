package org.stackdeck.ui.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.stackdeck.identity.User;

/** Brings the language and the theme that a user chose elsewhere into the browser they sign in with. */
final class ChoiceCookies {

    static final String LANGUAGE = "stackdeck-language";
    static final String THEME = "stackdeck-theme";

    private ChoiceCookies() {}

    /** What the user never chose stays as the browser has it. */
    static void give(User user, HttpServletRequest request, HttpServletResponse response) {
        give(LANGUAGE, user.language(), request, response);
        give(THEME, user.theme(), request, response);
    }

    private static void give(
            String name, @Nullable String value, HttpServletRequest request, HttpServletResponse response) {
        if (value == null) {
            return;
        }
        // For scripts too: the switches on the sign-in pages write it.
        ResponseCookie cookie = ResponseCookie.from(name, value)
                .path("/")
                .secure(request.isSecure())
                .sameSite("Lax")
                .maxAge(Duration.ofDays(365))
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
