package org.stackdeck.ui.signin;

import com.vaadin.flow.shared.ApplicationConstants;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.stackdeck.identity.Setup;

/** Leads whoever is not signed in to the sign-in page, or to the set-up while there is no administrator. */
@Component
class SignInEntryPoint implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final Setup setup;

    SignInEntryPoint(Setup setup) {
        this.setup = setup;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        if (!HttpMethod.GET.matches(request.getMethod()) || fromWithinPage(request)) {
            response.sendError(HttpStatus.UNAUTHORIZED.value());
            return;
        }
        response.sendRedirect(setup.needed() ? "/setup" : loginFor(request));
    }

    /** A form that was open for too long comes back fresh instead of as an error. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        if (reason instanceof CsrfException && SignInPages.PATHS.contains(request.getRequestURI())) {
            response.sendRedirect(UriComponentsBuilder.fromPath(request.getRequestURI())
                    .queryParam("stale")
                    .build()
                    .toUriString());
            return;
        }
        response.sendError(HttpStatus.FORBIDDEN.value());
    }

    /** A page's own request, for which another page is no answer. */
    private static boolean fromWithinPage(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/VAADIN/")
                || request.getParameter(ApplicationConstants.REQUEST_TYPE_PARAMETER) != null;
    }

    private static String loginFor(HttpServletRequest request) {
        String query = request.getQueryString();
        ReturnPath wanted = ReturnPath.parse(request.getRequestURI() + (query == null ? "" : "?" + query));
        UriComponentsBuilder login = UriComponentsBuilder.fromPath("/login");
        return wanted.equals(ReturnPath.HOME)
                ? "/login"
                : login.queryParam("next", "{next}")
                        .encode()
                        .build(wanted.value())
                        .toString();
    }
}
