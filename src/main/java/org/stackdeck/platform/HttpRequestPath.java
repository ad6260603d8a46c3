package org.stackdeck.platform;

import jakarta.servlet.http.HttpServletRequest;

/** Determines the path of a request as decoded by the servlet container: {@code /%61pi} is {@code /api}. */
public final class HttpRequestPath {

    private HttpRequestPath() {}

    public static String of(HttpServletRequest request) {
        String below = request.getPathInfo();
        return request.getServletPath() + (below == null ? "" : below);
    }

    public static boolean isApi(HttpServletRequest request) {
        String path = of(request);
        return path.equals("/api") || path.startsWith("/api/");
    }
}
