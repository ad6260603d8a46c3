package org.stackdeck.ui.signin.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.stackdeck.identity.User;
import org.stackdeck.ui.DisplayPreferenceService;

/** Copies the saved language and theme of a user to cookies of the browser at sign-in. */
final class PreferenceCookieWriter {

    private PreferenceCookieWriter() {}

    /** Sets a cookie for each value that is saved for the user. If a value is not saved, keeps the browser's cookie. */
    static void write(User user, HttpServletRequest request, HttpServletResponse response) {
        write(DisplayPreferenceService.LANGUAGE_COOKIE, user.language(), request, response);
        write(DisplayPreferenceService.THEME_COOKIE, user.theme(), request, response);
    }

    private static void write(
            String name, @Nullable String value, HttpServletRequest request, HttpServletResponse response) {
        if (value == null) {
            return;
        }
        // Not HttpOnly, because scripts of the sign-in pages write the cookie.
        ResponseCookie cookie = ResponseCookie.from(name, value)
                .path("/")
                .secure(request.isSecure())
                .sameSite("Lax")
                .maxAge(Duration.ofDays(365))
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
