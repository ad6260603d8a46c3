package org.stackdeck.ui.signin.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.stackdeck.platform.PublicUrl;

/**
 * Rejects requests that a page of another origin sends, for all methods and transports. Browsers send cookies with such
 * requests, and the sign-in form has no session to which its token could be bound. Allows links from other sites.
 * Browsers send {@code Sec-Fetch-Site} over HTTPS and on localhost; without this header, the filter checks {@code
 * Origin}. Rejects a WebSocket request without either header (OWASP ASVS 3.5.1, 4.4.2).
 */
class OriginFilter extends OncePerRequestFilter {

    /**
     * Values of {@code Sec-Fetch-Site} for requests by Stackdeck's own pages, and for requests by the user through the
     * address bar or a bookmark.
     */
    private static final Set<String> TRUSTED_SITES = Set.of("same-origin", "none");

    private final PublicUrl publicUrl;

    OriginFilter(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isTrusted(request)) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }

    private boolean isTrusted(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return TRUSTED_SITES.contains(site) || isLink(request);
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return !"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
        }
        return publicUrl.hasOrigin(origin) || isOwn(origin, request);
    }

    private static boolean isLink(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod())
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"));
    }

    private static boolean isOwn(String origin, HttpServletRequest request) {
        try {
            URI parts = new URI(origin);
            String scheme = parts.getScheme();
            int port = parts.getPort() >= 0 ? parts.getPort() : "https".equals(scheme) ? 443 : 80;
            return request.getScheme().equals(scheme)
                    && request.getServerName().equalsIgnoreCase(parts.getHost())
                    && request.getServerPort() == port
                    && parts.getRawUserInfo() == null
                    && parts.getRawPath().isEmpty()
                    && parts.getRawQuery() == null
                    && parts.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
