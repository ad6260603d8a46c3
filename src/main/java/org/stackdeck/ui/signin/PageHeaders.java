package org.stackdeck.ui.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.stereotype.Component;
import org.stackdeck.platform.RequestPath;
import org.stackdeck.ui.ConsoleFrames;
import org.stackdeck.ui.ScriptNonce;

/**
 * The content security policy: as strict as can be for the pages of our own making, as strict as Flow allows for the rest.
 * Flow evaluates what the server sends, and styles components inline. Its first page starts by inline scripts, which carry
 * a nonce; no other response may have any. The proxies of consoles that are set up for it may stand in a frame, or be spoken
 * to where they have no page.
 */
@Component
class PageHeaders implements HeaderWriter {

    private static final String OWN = String.join(
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
            "script-src 'self' 'unsafe-eval'%s",
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

    PageHeaders(ConsoleFrames consoles) {
        this.proxies = sources(consoles.origins());
        this.frames = sources(consoles.pages());
    }

    private static String sources(Set<String> origins) {
        return origins.stream().sorted().map(" "::concat).collect(Collectors.joining());
    }

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        Object nonce = request.getAttribute(ScriptNonce.ATTRIBUTE);
        String flow = FLOW.formatted(nonce == null ? "" : " 'nonce-" + nonce + "'", proxies, frames);
        response.setHeader("Content-Security-Policy", SignInPages.PATHS.contains(RequestPath.of(request)) ? OWN : flow);
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    }
}
