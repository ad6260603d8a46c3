package org.stackdeck.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.stackdeck.identity.Factor;
import org.stackdeck.identity.FactorException;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvalidInputException.Field;
import org.stackdeck.identity.InvalidInputException.Problem;
import org.stackdeck.identity.InvitationVoidException;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.RegistrationRefusedException;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.UnknownInvitationException;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.UnreadableSecretException;
import org.stackdeck.identity.UserStateException;

/** Maps exceptions about users to problem documents (RFC 9457). */
@RestControllerAdvice(basePackageClasses = IdentityProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class IdentityProblems {

    private final ProblemDocuments documents;

    IdentityProblems(ProblemDocuments documents) {
        this.documents = documents;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongCredentials(WrongCredentialsException e, HttpServletRequest request) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return ProblemDocuments.answer(
                documents.document(request, HttpStatus.UNAUTHORIZED, "wrong-credentials"), headers);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidInputException e, HttpServletRequest request) {
        List<Map<String, String>> errors = e.problems().entrySet().stream()
                .map(entry -> Map.of(
                        "field", field(entry.getKey()),
                        "code", entry.getValue().name(),
                        "message",
                                documents.text(
                                        request,
                                        key(entry.getValue()),
                                        entry.getValue().name())))
                .toList();
        return documents.answer(
                request, new ProblemException(HttpStatus.BAD_REQUEST, "invalid", Map.of("errors", errors)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RegistrationRefusedException e, HttpServletRequest request) {
        String code = switch (e.mode()) {
            case APPROVAL, INVITATION -> "registration-by-invitation";
            case CLOSED -> "registration-closed";
        };
        return documents.answer(request, new ProblemException(HttpStatus.FORBIDDEN, code, Map.of()));
    }

    /** One response for all invitations that are no longer valid. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> invitationVoid(InvitationVoidException e, HttpServletRequest request) {
        return documents.answer(request, new ProblemException(HttpStatus.FORBIDDEN, "invitation-void", Map.of()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknownInvitation(UnknownInvitationException e, HttpServletRequest request) {
        return documents.answer(request, ProblemException.notFound("unknown-invitation"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(TooManyAttemptsException e, HttpServletRequest request) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfter().toSeconds()));
        return ProblemDocuments.answer(
                documents.document(request, HttpStatus.TOO_MANY_REQUESTS, "too-many-attempts"), headers);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notAdministrator(NotAdministratorException e, HttpServletRequest request) {
        return documents.answer(request, new ProblemException(HttpStatus.FORBIDDEN, "not-administrator", Map.of()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknown(UnknownUserException e, HttpServletRequest request) {
        return documents.answer(request, ProblemException.notFound("unknown-user"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> state(UserStateException e, HttpServletRequest request) {
        String code = switch (e.reason()) {
            case WRONG_STATE -> "user-state";
            case LAST_ADMINISTRATOR -> "last-administrator";
        };
        return documents.answer(
                request, new ProblemException(HttpStatus.CONFLICT, code, Map.of("state", e.state()), e.state()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> factor(FactorException e, HttpServletRequest request) {
        return switch (e.reason()) {
            case CODE_NEEDED -> refused("code-needed", request);
            case CODE_WRONG -> refused("code-wrong", request);
            case ALREADY_ENROLLED -> conflict("already-enrolled", request);
            case NOT_ENROLLED -> conflict("not-enrolled", request);
            case REQUIRED -> conflict("factor-required", request);
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(UnreadableSecretException e, HttpServletRequest request) {
        return conflict("secret-unreadable", request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> stepUp(StepUpRequiredException e, HttpServletRequest request) {
        String field = e.means().contains(Factor.PASSWORD) ? "password" : "code";
        return documents.answer(
                request,
                new ProblemException(
                        HttpStatus.FORBIDDEN,
                        "step-up-required",
                        Map.of("stepUp", "/api/auth/step-up", "field", field),
                        field));
    }

    private ResponseEntity<ProblemDetail> refused(String code, HttpServletRequest request) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return ProblemDocuments.answer(documents.document(request, HttpStatus.UNAUTHORIZED, code), headers);
    }

    private ResponseEntity<ProblemDetail> conflict(String code, HttpServletRequest request) {
        return documents.answer(request, new ProblemException(HttpStatus.CONFLICT, code, Map.of()));
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
        return "signin.problem." + problem.word();
    }
}
