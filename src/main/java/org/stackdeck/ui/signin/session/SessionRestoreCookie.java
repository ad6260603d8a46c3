package org.stackdeck.ui.signin.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.secret.SecretToken;
import org.stackdeck.identity.session.SessionRestoreService;
import org.stackdeck.identity.session.SessionRestoreService.RestorableSession;
import org.stackdeck.platform.PublicUrl;

/**
 * Cookie with which a browser proves its login session to a process that has no HTTP session for it. As with the
 * session cookie, its name starts with {@code __Host-} if the public URL uses HTTPS, and the browser deletes it on
 * exit.
 */
@Component
class SessionRestoreCookie {

    private static final String NAME = "stackdeck-restore";
    /** Maximum age of a cookie that the browser deletes on exit. */
    private static final Duration UNTIL_CLOSED = Duration.ofSeconds(-1);

    private final SessionRestoreService sessionRestoreService;
    private final PublicUrl publicUrl;

    SessionRestoreCookie(SessionRestoreService sessionRestoreService, PublicUrl publicUrl) {
        this.sessionRestoreService = sessionRestoreService;
        this.publicUrl = publicUrl;
    }

    /** Sets the cookie of a login session whose sign-in is complete. */
    void issue(SessionId session, HttpServletRequest request, HttpServletResponse response) {
        write(sessionRestoreService.createToken(session).value(), UNTIL_CLOSED, request, response);
    }

    /** Invalidates the token that the browser sent. */
    void revoke(HttpServletRequest request) {
        read(request).ifPresent(sessionRestoreService::revoke);
    }

    /** Deletes the cookie from the browser, but does not invalidate its token. */
    void delete(HttpServletRequest request, HttpServletResponse response) {
        write("", Duration.ZERO, request, response);
    }

    /** Finds the login session of the cookie without restoring it. */
    Optional<RestorableSession> find(HttpServletRequest request) {
        return read(request).flatMap(sessionRestoreService::find);
    }

    /** Finds the login session of the cookie, and records in the audit trail that it is restored. */
    Optional<RestorableSession> restore(HttpServletRequest request) {
        return read(request).flatMap(token -> sessionRestoreService.restore(token, request.getRemoteAddr()));
    }

    private Optional<SecretToken> read(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, name()))
                .map(Cookie::getValue)
                .flatMap(SecretToken::parse);
    }

    private void write(String value, Duration maxAge, HttpServletRequest request, HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(name(), value)
                .path("/")
                .httpOnly(true)
                .secure(publicUrl.isHttps() || request.isSecure())
                .sameSite("Lax")
                .maxAge(maxAge)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private String name() {
        return publicUrl.isHttps() ? "__Host-" + NAME : NAME;
    }
}
