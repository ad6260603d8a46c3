package org.stackdeck.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Determines the path of a request as decoded by the servlet container, so that {@code /%61pi} is {@code /api}.
 * Classifies requests by this path.
 */
public final class HttpRequestPath {

    private static final Pattern IMAGE_FILE = Pattern.compile("/api/os/images/[^/]+/file");

    private HttpRequestPath() {}

    public static String of(HttpServletRequest request) {
        String below = request.getPathInfo();
        return request.getServletPath() + (below == null ? "" : below);
    }

    /**
     * Returns whether the body is the data of an image, which is streamed and can be larger than other bodies. Flow
     * passes the body of such a POST request to the upload component of the page. Without such a component, the body is
     * not read. The container parses form bodies, and Flow itself reads the body of a request with a query string.
     * These bodies are not streamed.
     */
    public static boolean isImageUpload(HttpServletRequest request) {
        String type = Objects.requireNonNullElse(request.getContentType(), "").toLowerCase(Locale.ROOT);
        return switch (request.getMethod()) {
            case "PUT" -> IMAGE_FILE.matcher(of(request)).matches();
            case "POST" ->
                of(request).startsWith("/VAADIN/dynamic/resource/")
                        && request.getQueryString() == null
                        && !type.startsWith("multipart/")
                        && !type.startsWith("application/x-www-form-urlencoded");
            default -> false;
        };
    }

    public static boolean isApi(HttpServletRequest request) {
        String path = of(request);
        return path.equals("/api") || path.startsWith("/api/");
    }
}
