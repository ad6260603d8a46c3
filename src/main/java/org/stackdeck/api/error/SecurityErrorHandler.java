package org.stackdeck.api.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.session.LoginSessionAuthorityMapper;
import tools.jackson.databind.json.JsonMapper;

/** Writes the problem documents (RFC 9457) for requests that are rejected before they reach a controller. */
@Component
public class SecurityErrorHandler implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final JsonMapper json;
    private final ProblemDetailFactory factory;

    public SecurityErrorHandler(JsonMapper json, ProblemDetailFactory factory) {
        this.json = json;
        this.factory = factory;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        write(HttpStatus.UNAUTHORIZED, "http-401", request, response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        // Do not use SecurityContextHolder, whose strategy Vaadin replaces.
        String code = switch (LoginSessionAuthorityMapper.missingStep((Authentication) request.getUserPrincipal())) {
            case VERIFICATION -> "second-factor-needed";
            case ENROLLMENT -> "enrolment-needed";
            case NOTHING -> "http-403";
        };
        write(HttpStatus.FORBIDDEN, code, request, response);
    }

    public void write(HttpStatus status, String code, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ProblemDetail problem = factory.create(request, status, code);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        // Write bytes, because a writer would add a charset, which the JSON media type does not define.
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
