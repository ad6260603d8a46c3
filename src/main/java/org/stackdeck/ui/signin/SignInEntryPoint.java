package org.stackdeck.ui.signin;

import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.shared.ApplicationConstants;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.stackdeck.identity.SessionAuthorities;
import org.stackdeck.identity.Setup;
import org.stackdeck.platform.RequestPath;

/**
 * Redirects unauthenticated requests to the sign-in page, or to the set-up while there is no administrator, and
 * requests that lack a second factor to its page.
 */
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
        response.sendRedirect(setup.needed() ? "/setup" : with("/login", request));
    }

    /** Shows an expired form again instead of an error. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        String page = RequestPath.of(request);
        if (reason instanceof CsrfException && SignInPages.PATHS.contains(page)) {
            String next = request.getParameter("next");
            ReturnPath wanted = next == null ? ReturnPath.HOME : ReturnPath.parse(next);
            response.sendRedirect(
                    with(wanted, UriComponentsBuilder.fromPath(page).queryParam("stale")));
            return;
        }
        switch (SessionAuthorities.need(SecurityContextHolder.getContext().getAuthentication())) {
            case PROOF -> leadTo("/factor", request, response);
            case ENROLMENT -> leadTo("/enrol", request, response);
            case NOTHING -> response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }

    /** Redirects an open page by Flow's protocol. */
    private void leadTo(String page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (HttpMethod.GET.matches(request.getMethod()) && !fromWithinPage(request)) {
            response.sendRedirect(with(page, request));
        } else if (ApplicationConstants.REQUEST_TYPE_UIDL.equals(type(request))) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream()
                    .write(VaadinService.createCriticalNotificationJSON(null, null, null, page)
                            .getBytes(StandardCharsets.UTF_8));
        } else {
            response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }

    /** Whether a page sent the request in the background, so that a redirect would not help. */
    private static boolean fromWithinPage(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/VAADIN/") || type(request) != null;
    }

    private static @Nullable String type(HttpServletRequest request) {
        return request.getParameter(ApplicationConstants.REQUEST_TYPE_PARAMETER);
    }

    private static String with(String page, HttpServletRequest request) {
        String query = request.getQueryString();
        ReturnPath wanted = ReturnPath.parse(request.getRequestURI() + (query == null ? "" : "?" + query));
        return with(wanted, UriComponentsBuilder.fromPath(page));
    }

    private static String with(ReturnPath wanted, UriComponentsBuilder page) {
        return wanted.equals(ReturnPath.HOME)
                ? page.build().toUriString()
                : page.queryParam("next", "{next}")
                        .encode()
                        .build(wanted.value())
                        .toString();
    }
}
