package org.stackdeck.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvalidInputException.Field;
import org.stackdeck.identity.InvalidInputException.Problem;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.UserStateException;

/** What goes wrong with users, as problem documents (RFC 9457). */
@RestControllerAdvice(basePackageClasses = IdentityProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class IdentityProblems {

    private final MessageSource texts;

    IdentityProblems(MessageSource texts) {
        this.texts = texts;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongCredentials(WrongCredentialsException e) {
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, text("api.problem.wrong-credentials")));
    }

    @ExceptionHandler
    ProblemDetail invalid(InvalidInputException e) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, text("api.problem.invalid"));
        List<Map<String, String>> errors = e.problems().entrySet().stream()
                .map(entry -> Map.of(
                        "field", field(entry.getKey()),
                        "code", entry.getValue().name(),
                        "message", text(key(entry.getValue()))))
                .toList();
        problem.setProperty("errors", errors);
        return problem;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(TooManyAttemptsException e) {
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfter().toSeconds()))
                .body(ProblemDetail.forStatusAndDetail(
                        HttpStatus.TOO_MANY_REQUESTS, text("api.problem.too-many-attempts")));
    }

    @ExceptionHandler
    ProblemDetail notAdministrator(NotAdministratorException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, text("api.problem.not-administrator"));
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownUserException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, text("api.problem.unknown-user"));
    }

    @ExceptionHandler
    ProblemDetail state(UserStateException e) {
        String detail = switch (e.reason()) {
            case WRONG_STATE -> text("api.problem.user-state", e.state());
            case LAST_ADMINISTRATOR -> text("api.problem.last-administrator");
        };
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, detail);
        problem.setProperty("state", e.state());
        return problem;
    }

    private static String field(Field field) {
        return switch (field) {
            case NAME -> "username";
            case DISPLAY_NAME -> "displayName";
            case PASSWORD -> "password";
            case CURRENT_PASSWORD -> "currentPassword";
            case CODE -> "code";
        };
    }

    private static String key(Problem problem) {
        return "signin.problem." + problem.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** In English like all of the REST interface: what programs log must not depend on a browser's language. */
    private String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, Locale.ENGLISH);
    }
}
