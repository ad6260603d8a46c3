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
import org.stackdeck.api.auth.WrongCredentialsException;
import org.stackdeck.api.error.ProblemDetailFactory;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvalidInputException.InputField;
import org.stackdeck.identity.InvalidInputException.InputProblem;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.TooManyChangesException;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.account.UserStateException;
import org.stackdeck.identity.factor.AuthenticationFactorException;
import org.stackdeck.identity.invitation.InvitationVoidException;
import org.stackdeck.identity.invitation.UnknownInvitationException;
import org.stackdeck.identity.registration.RegistrationRefusedException;
import org.stackdeck.identity.secret.UnreadableSecretException;

/** Maps exceptions about users to problem documents (RFC 9457). */
@RestControllerAdvice(basePackageClasses = IdentityExceptionHandler.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class IdentityExceptionHandler {

    private final ProblemDetailFactory factory;

    IdentityExceptionHandler(ProblemDetailFactory factory) {
        this.factory = factory;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongCredentials(WrongCredentialsException e, HttpServletRequest request) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return ProblemDetailFactory.toResponse(
                factory.create(request, HttpStatus.UNAUTHORIZED, "wrong-credentials"), headers);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalidInput(InvalidInputException e, HttpServletRequest request) {
        List<Map<String, String>> errors = e.problems().entrySet().stream()
                .map(entry -> Map.of(
                        "field", fieldName(entry.getKey()),
                        "code", entry.getValue().name(),
                        "message",
                                factory.text(
                                        request,
                                        messageKey(entry.getValue()),
                                        entry.getValue().name())))
                .toList();
        return factory.toResponse(
                request, new ProblemException(HttpStatus.BAD_REQUEST, "invalid", Map.of("errors", errors)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> registrationRefused(RegistrationRefusedException e, HttpServletRequest request) {
        String code = switch (e.mode()) {
            case APPROVAL, INVITATION -> "registration-by-invitation";
            case CLOSED -> "registration-closed";
        };
        return factory.toResponse(request, new ProblemException(HttpStatus.FORBIDDEN, code, Map.of()));
    }

    /** One response for all invitations that are no longer valid. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> invitationVoid(InvitationVoidException e, HttpServletRequest request) {
        return factory.toResponse(request, new ProblemException(HttpStatus.FORBIDDEN, "invitation-void", Map.of()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknownInvitation(UnknownInvitationException e, HttpServletRequest request) {
        return factory.toResponse(request, ProblemException.notFound("unknown-invitation"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooManyAttempts(TooManyAttemptsException e, HttpServletRequest request) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfter().toSeconds()));
        String code = e instanceof TooManyChangesException ? "too-many-changes" : "too-many-attempts";
        return ProblemDetailFactory.toResponse(factory.create(request, HttpStatus.TOO_MANY_REQUESTS, code), headers);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notAdministrator(NotAdministratorException e, HttpServletRequest request) {
        return factory.toResponse(request, new ProblemException(HttpStatus.FORBIDDEN, "not-administrator", Map.of()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknownUser(UnknownUserException e, HttpServletRequest request) {
        return factory.toResponse(request, ProblemException.notFound("unknown-user"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> userState(UserStateException e, HttpServletRequest request) {
        String code = switch (e.reason()) {
            case WRONG_STATE -> "user-state";
            case LAST_ADMINISTRATOR -> "last-administrator";
        };
        return factory.toResponse(
                request, new ProblemException(HttpStatus.CONFLICT, code, Map.of("state", e.state()), e.state()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> secondFactor(AuthenticationFactorException e, HttpServletRequest request) {
        return switch (e.reason()) {
            case CODE_NEEDED -> unauthorized("code-needed", request);
            case CODE_WRONG -> unauthorized("code-wrong", request);
            case ALREADY_ENROLLED -> conflict("already-enrolled", request);
            case NOT_ENROLLED -> conflict("not-enrolled", request);
            case REQUIRED -> conflict("factor-required", request);
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadableSecret(UnreadableSecretException e, HttpServletRequest request) {
        return conflict("secret-unreadable", request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> reauthenticationRequired(StepUpRequiredException e, HttpServletRequest request) {
        String field = e.allowedFactors().contains(AuthenticationFactor.PASSWORD) ? "password" : "code";
        return factory.toResponse(
                request,
                new ProblemException(
                        HttpStatus.FORBIDDEN,
                        "step-up-required",
                        Map.of("stepUp", "/api/auth/step-up", "field", field),
                        field));
    }

    private ResponseEntity<ProblemDetail> unauthorized(String code, HttpServletRequest request) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return ProblemDetailFactory.toResponse(factory.create(request, HttpStatus.UNAUTHORIZED, code), headers);
    }

    private ResponseEntity<ProblemDetail> conflict(String code, HttpServletRequest request) {
        return factory.toResponse(request, new ProblemException(HttpStatus.CONFLICT, code, Map.of()));
    }

    private static String fieldName(InputField inputField) {
        return switch (inputField) {
            case NAME -> "username";
            case DISPLAY_NAME -> "displayName";
            case PASSWORD -> "password";
            case CURRENT_PASSWORD -> "currentPassword";
            case CODE -> "code";
        };
    }

    private static String messageKey(InputProblem inputProblem) {
        return "signin.problem." + inputProblem.code();
    }
}
