package org.stackdeck.ui.signin.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import org.stackdeck.identity.User;
import org.stackdeck.identity.signin.KnownBrowserTokenService;

/** Cookie with the tokens of trusted browsers. Only the sign-in page receives it. */
@Component
public class TrustedBrowserCookie {

    private static final String NAME = "stackdeck-device";
    private static final String PATH = "/login";
    /** A character that no token contains. */
    private static final String SEPARATOR = "~";

    private final KnownBrowserTokenService tokenService;

    TrustedBrowserCookie(KnownBrowserTokenService tokenService) {
        this.tokenService = tokenService;
    }

    /** Stores the browser's tokens in its session, because the second-factor page does not receive the cookie. */
    void storeInSession(HttpServletRequest request) {
        request.getSession().setAttribute(NAME, List.copyOf(tokens(request)));
    }

    /** Marks the browser as trusted by the user. */
    void renew(User user, HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession();
        List<String> presented = session.getAttribute(NAME) instanceof List<?> stored
                ? stored.stream().map(String::valueOf).toList()
                : tokens(request);
        session.removeAttribute(NAME);
        ResponseCookie cookie = ResponseCookie.from(NAME, String.join(SEPARATOR, tokenService.renew(user, presented)))
                .path(PATH)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .maxAge(KnownBrowserTokenService.LIFETIME)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    /** Returns the unverified tokens from the browser. */
    public static List<String> tokens(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, NAME);
        return cookie == null || cookie.getValue().isEmpty()
                ? List.of()
                : List.of(cookie.getValue().split(SEPARATOR, -1));
    }
}
