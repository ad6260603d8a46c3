package org.stackdeck.ui.vaadin;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Matches existing static files, such as stylesheets, icons, modules and the font, which are available without
 * authentication. Missing files do not match, because Flow would handle the request and create a session.
 */
public class StaticFileMatcher implements RequestMatcher {

    @Override
    public boolean matches(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean read = HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
        return read && path.contains(".") && exists(path);
    }

    private static boolean exists(String path) {
        if (path.startsWith("/VAADIN/build/")) {
            return new ClassPathResource("META-INF/VAADIN/webapp" + path).exists();
        }
        return (path.startsWith("/frontend/") || path.startsWith("/aura/") || path.equals("/service-worker.js"))
                && new ClassPathResource("META-INF/resources" + path).exists();
    }
}
