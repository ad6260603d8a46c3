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
import org.stackdeck.access.Grants;
import org.stackdeck.access.RoleProtectedException;
import org.stackdeck.access.TooManyGrantsException;
import org.stackdeck.access.UnknownRoleException;
import org.stackdeck.identity.GroupNameTakenException;
import org.stackdeck.identity.UnknownGroupException;

/** Maps exceptions about roles and groups to problem documents (RFC 9457). */
@RestControllerAdvice(basePackageClasses = AccessProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class AccessProblems {

    private final ProblemDocuments documents;

    AccessProblems(ProblemDocuments documents) {
        this.documents = documents;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknownRole(UnknownRoleException e, HttpServletRequest request) {
        return documents.answer(
                request, new ProblemException(HttpStatus.NOT_FOUND, "no-such-role", Map.of(), e.word()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(TooManyGrantsException e, HttpServletRequest request) {
        return documents.answer(
                request,
                new ProblemException(HttpStatus.CONFLICT, "too-many-grants", Map.of(), Integer.toString(Grants.MOST)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> protectedRole(RoleProtectedException e, HttpServletRequest request) {
        String code = switch (e.reason()) {
            case BUILT_IN -> "role-built-in";
            case IN_USE -> "role-in-use";
            case PROMISED -> "role-promised";
        };
        return documents.answer(request, new ProblemException(HttpStatus.CONFLICT, code, Map.of(), e.word()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknownGroup(UnknownGroupException e, HttpServletRequest request) {
        return documents.answer(request, ProblemException.notFound("unknown-group"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> taken(GroupNameTakenException e, HttpServletRequest request) {
        return documents.answer(
                request,
                new ProblemException(
                        HttpStatus.CONFLICT,
                        "group-name-taken",
                        Map.of(),
                        e.name().value()));
    }
}
