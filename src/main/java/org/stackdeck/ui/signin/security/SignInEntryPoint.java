package org.stackdeck.ui.signin.security;

import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.shared.ApplicationConstants;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.stackdeck.identity.session.LoginSessionAuthorityMapper;
import org.stackdeck.identity.setup.AdministratorSetupService;
import org.stackdeck.platform.HttpRequestPath;
import org.stackdeck.ui.signin.ReturnPath;
import org.stackdeck.ui.signin.SignInController;
import org.stackdeck.ui.vaadin.FlowRequests;

/**
 * Redirects unauthenticated navigation requests to the sign-in page, or to the setup page while there is no
 * administrator. Responds to other unauthenticated requests with 401. Redirects sessions that lack a second factor to
 * the page that requests or sets up the factor. Responds to denied requests that cannot be redirected with 403.
 */
@Component
class SignInEntryPoint implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final AdministratorSetupService initialSetupService;

    SignInEntryPoint(AdministratorSetupService initialSetupService) {
        this.initialSetupService = initialSetupService;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        if (!HttpMethod.GET.matches(request.getMethod()) || isPageRequest(request)) {
            response.sendError(HttpStatus.UNAUTHORIZED.value());
            return;
        }
        response.sendRedirect(initialSetupService.isRequired() ? "/setup" : withReturnPath("/login", request));
    }

    /**
     * Redirects a submitted form with an invalid CSRF token to the form, and a session that lacks a second factor to
     * the page for the factor. Rejects other requests with 401 or 403.
     */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        String page = HttpRequestPath.of(request);
        if (reason instanceof CsrfException && SignInController.PATHS.contains(page)) {
            String next = request.getParameter("next");
            ReturnPath returnPath = next == null ? ReturnPath.HOME : ReturnPath.parse(next);
            response.sendRedirect(withReturnPath(
                    returnPath, UriComponentsBuilder.fromPath(page).queryParam("stale")));
            return;
        }
        if (reason instanceof CsrfException && SignInController.JSON_PATHS.contains(page)) {
            response.sendError(HttpStatus.UNAUTHORIZED.value());
            return;
        }
        switch (LoginSessionAuthorityMapper.missingStep(
                SecurityContextHolder.getContext().getAuthentication())) {
            case VERIFICATION -> redirectTo("/factor", request, response);
            case ENROLLMENT -> redirectTo("/enrol", request, response);
            case NOTHING -> response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }

    /**
     * Redirects the request, with Flow's protocol if an open page sent it. Rejects requests that cannot be redirected
     * with 403.
     */
    private void redirectTo(String page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (HttpMethod.GET.matches(request.getMethod()) && !isPageRequest(request)) {
            response.sendRedirect(withReturnPath(page, request));
        } else if (ApplicationConstants.REQUEST_TYPE_UIDL.equals(FlowRequests.type(request))) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream()
                    .write(VaadinService.createCriticalNotificationJSON(null, null, null, page)
                            .getBytes(StandardCharsets.UTF_8));
        } else {
            response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }

    /** Returns whether a page sent the request in the background, in which case a redirect would have no effect. */
    private static boolean isPageRequest(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/VAADIN/") || FlowRequests.type(request) != null;
    }

    private static String withReturnPath(String page, HttpServletRequest request) {
        String query = request.getQueryString();
        ReturnPath returnPath = ReturnPath.parse(request.getRequestURI() + (query == null ? "" : "?" + query));
        return withReturnPath(returnPath, UriComponentsBuilder.fromPath(page));
    }

    private static String withReturnPath(ReturnPath returnPath, UriComponentsBuilder page) {
        return returnPath.equals(ReturnPath.HOME)
                ? page.build().toUriString()
                : page.queryParam("next", "{next}")
                        .encode()
                        .build(returnPath.value())
                        .toString();
    }
}
