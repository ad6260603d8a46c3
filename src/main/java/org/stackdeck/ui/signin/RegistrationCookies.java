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
 * Cookies of a registration: the token of an invitation and the ticket of a registration. Each cookie is limited to the
 * path of one page. The cookies keep both values out of the URLs of the pages, which are logged, stored in the history
 * or shared.
 */
@Component
class RegistrationCookies {

    private static final String INVITATION = "stackdeck-invitation";
    private static final String TICKET = "stackdeck-claim";
    /** Value stored instead of an invalid token. Matches no invitation. */
    private static final String NO_TOKEN = "none";

    void writeInvitation(String token, HttpServletRequest request, HttpServletResponse response) {
        String value = SecretToken.parse(token).map(SecretToken::value).orElse(NO_TOKEN);
        write(INVITATION, "/register", value, Duration.ofDays(1), request, response);
    }

    /** Returns the unverified token of the invitation from the browser. */
    Optional<String> readInvitation(HttpServletRequest request) {
        return read(INVITATION, request);
    }

    void deleteInvitation(HttpServletRequest request, HttpServletResponse response) {
        write(INVITATION, "/register", "", Duration.ZERO, request, response);
    }

    void writeTicket(SecretToken ticket, HttpServletRequest request, HttpServletResponse response) {
        write(TICKET, "/waiting", ticket.value(), Duration.ofDays(30), request, response);
    }

    Optional<SecretToken> readTicket(HttpServletRequest request) {
        return read(TICKET, request).flatMap(SecretToken::parse);
    }

    private static Optional<String> read(String name, HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, name)).map(Cookie::getValue);
    }

    private static void write(
            String name,
            String path,
            String value,
            Duration maxAge,
            HttpServletRequest request,
            HttpServletResponse response) {
        // Lax instead of strict, because users open the link from other sites and the page after the redirect must
        // receive the cookie.
        ResponseCookie cookie = ResponseCookie.from(name, value)
                .path(path)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .maxAge(maxAge)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
