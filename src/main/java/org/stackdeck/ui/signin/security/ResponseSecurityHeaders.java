package org.stackdeck.ui.signin.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.stackdeck.platform.HttpRequestPath;
import org.stackdeck.platform.PublicUrl;
import org.stackdeck.ui.ConsoleProxyProperties;
import org.stackdeck.ui.signin.SignInController;
import org.stackdeck.ui.vaadin.ScriptNonce;

/**
 * Security headers of responses, by the path of the request. The content security policy is strictest for the REST API
 * and for static files, which are not pages, and is strict for the sign-in pages. For all other paths, it is as strict
 * as Flow allows: Flow evaluates scripts from the server, styles components inline, and starts a page with inline
 * scripts, which have a nonce. Pages may connect to all configured console proxies, and may show in a frame those that
 * are not proxies of serial consoles.
 */
@Component
class ResponseSecurityHeaders {

    /** Policy for responses that are not pages. */
    private static final String NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

    /**
     * Static files, of which a page loads dozens. The long policy of the pages would noticeably increase the size of
     * the first load.
     */
    private static final Pattern ASSET = Pattern.compile("/(aura|frontend|VAADIN/(build|static))/.*\\.(css|js|woff2)");

    private static final String SIGN_IN = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'");

    private static final String FLOW = String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self' 'unsafe-eval' 'nonce-%s'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'%s",
            "frame-src 'self'%s",
            "object-src 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'self'");

    private final String proxies;
    private final String frames;

    private final PublicUrl publicUrl;

    ResponseSecurityHeaders(ConsoleProxyProperties consoles, PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
        this.proxies = sources(consoles.origins());
        this.frames = sources(consoles.frameOrigins());
    }

    private static String sources(Set<String> origins) {
        return origins.stream().sorted().map(" "::concat).collect(Collectors.joining());
    }

    void write(HttpServletRequest request, HttpServletResponse response) {
        boolean api = HttpRequestPath.isApi(request);
        response.setHeader("Content-Security-Policy", api || isAsset(request) ? NO_PAGE : pagePolicy(request));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", api ? "no-referrer" : "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        if (request.isSecure() || publicUrl.isHttps()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000 ; includeSubDomains");
        }
    }

    private static boolean isAsset(HttpServletRequest request) {
        return ASSET.matcher(HttpRequestPath.of(request)).matches();
    }

    private String pagePolicy(HttpServletRequest request) {
        return SignInController.PATHS.contains(HttpRequestPath.of(request))
                ? SIGN_IN
                : FLOW.formatted(ScriptNonce.create(request), proxies, frames);
    }
}
