package org.stackdeck.ui.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The stylesheets, icons, modules and the font that pages need before anyone has signed in. Only files that are there:
 * Flow answers to every other path, at the price of a session.
 */
class StaticFiles implements RequestMatcher {

    @Override
    public boolean matches(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean read = HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
        return read
                && (path.startsWith("/frontend/") || path.startsWith("/aura/"))
                && path.contains(".")
                && new ClassPathResource("META-INF/resources" + path).exists();
    }
}
