package org.stackdeck.platform;

import jakarta.servlet.http.HttpServletRequest;

/** The path of a request as the container understood it: decoded, so that {@code /%61pi} is {@code /api} here too. */
public final class RequestPath {

    private RequestPath() {}

    public static String of(HttpServletRequest request) {
        String below = request.getPathInfo();
        return request.getServletPath() + (below == null ? "" : below);
    }

    /** Whether it belongs to the REST interface. */
    public static boolean api(HttpServletRequest request) {
        String path = of(request);
        return path.equals("/api") || path.startsWith("/api/");
    }
}
