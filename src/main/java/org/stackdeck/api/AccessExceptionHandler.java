package org.stackdeck.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.access.grant.TooManyGrantsException;
import org.stackdeck.access.role.RoleProtectedException;
import org.stackdeck.access.role.UnknownRoleException;
import org.stackdeck.api.error.ProblemDetailFactory;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.identity.group.GroupNameTakenException;
import org.stackdeck.identity.group.UnknownGroupException;

/** Maps exceptions about roles and groups to problem documents (RFC 9457). */
@RestControllerAdvice(basePackageClasses = AccessExceptionHandler.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class AccessExceptionHandler {

    private final ProblemDetailFactory factory;

    AccessExceptionHandler(ProblemDetailFactory factory) {
        this.factory = factory;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknownRole(UnknownRoleException e, HttpServletRequest request) {
        return factory.toResponse(
                request, new ProblemException(HttpStatus.NOT_FOUND, "no-such-role", Map.of(), e.roleName()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(TooManyGrantsException e, HttpServletRequest request) {
        return factory.toResponse(
                request,
                new ProblemException(
                        HttpStatus.CONFLICT,
                        "too-many-grants",
                        Map.of(),
                        Integer.toString(GrantService.MAX_PER_GRANTEE)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> roleProtected(RoleProtectedException e, HttpServletRequest request) {
        String code = switch (e.reason()) {
            case BUILT_IN -> "role-built-in";
            case IN_USE -> "role-in-use";
            case PROMISED -> "role-promised";
        };
        return factory.toResponse(request, new ProblemException(HttpStatus.CONFLICT, code, Map.of(), e.roleName()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknownGroup(UnknownGroupException e, HttpServletRequest request) {
        return factory.toResponse(request, ProblemException.notFound("unknown-group"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> groupNameTaken(GroupNameTakenException e, HttpServletRequest request) {
        return factory.toResponse(
                request,
                new ProblemException(
                        HttpStatus.CONFLICT,
                        "group-name-taken",
                        Map.of(),
                        e.name().value()));
    }
}
