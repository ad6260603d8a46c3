package org.stackdeck.ui.signin.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.stereotype.Component;
import org.stackdeck.ui.EndedSessionMarker;

/**
 * Stores the CSRF token in a cookie, so that a form needs no session. Within a session, the token ends with a MAC whose
 * key is the session ID. A token from another session, or from before the sign-in, is therefore invalid. Without a
 * session, a token protects only together with {@link OriginFilter}. Over HTTPS, the name of the cookie has the prefix
 * {@code __Host-}, so that no sibling domain can set the cookie.
 */
@Component
class SessionBoundCookieCsrfTokenRepository implements CsrfTokenRepository {

    private static final String COOKIE = "stackdeck-csrf";
    /** A UUID, as CookieCsrfTokenRepository generates it. */
    private static final Pattern RANDOM_PART = Pattern.compile("[0-9a-f-]{36}");

    private static final String ALGORITHM = "HmacSHA256";

    private final CookieCsrfTokenRepository plain = cookies(COOKIE);
    private final CookieCsrfTokenRepository hostOnly = cookies("__Host-" + COOKIE);

    private static CookieCsrfTokenRepository cookies(String name) {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(name);
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax").path("/"));
        return tokens;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        CsrfToken earlier = hasSession(request) ? null : cookies(request).loadToken(request);
        // When a session ends, its pages load the sign-in page at the same time and must receive the same token.
        CsrfToken random = earlier == null
                        || !RANDOM_PART.matcher(randomPart(earlier.getToken())).matches()
                ? cookies(request).generateToken(request)
                : earlier;
        return new DefaultCsrfToken(
                random.getHeaderName(), random.getParameterName(), bound(randomPart(random.getToken()), request));
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        // Without this check, signing out would remove the token, which other pages of the session need on the sign-in
        // page.
        if (token != null || hasSession(request)) {
            cookies(request).saveToken(token, request, response);
        }
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        CsrfToken token = cookies(request).loadToken(request);
        return token != null && isValid(token.getToken(), request) ? token : null;
    }

    private CookieCsrfTokenRepository cookies(HttpServletRequest request) {
        return request.isSecure() ? hostOnly : plain;
    }

    private static boolean isValid(String token, HttpServletRequest request) {
        String expected = bound(randomPart(token), request);
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private static String bound(String random, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null || !hasSession(request) ? random : random + "." + mac(random, session.getId());
    }

    /**
     * Returns false for an ended session, because the browser requests the sign-in page while the ended session still
     * exists, and submits the form when the session no longer exists.
     */
    private static boolean hasSession(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && !EndedSessionMarker.isEnded(session);
    }

    private static String randomPart(String token) {
        return token.split("\\.", 2)[0];
    }

    private static String mac(String random, String sessionId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(sessionId.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] sum = mac.doFinal(random.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
