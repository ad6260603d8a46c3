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
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.accessrequests.AccessRequestClosedException;
import org.stackdeck.accessrequests.MissingGrantTermsException;
import org.stackdeck.accessrequests.TooManyAccessRequestsException;
import org.stackdeck.accessrequests.UnknownAccessRequestException;
import org.stackdeck.api.accessrequests.AccessRequestResponse;
import org.stackdeck.api.error.ProblemDetailFactory;
import org.stackdeck.api.error.ProblemException;

/** Maps exceptions about access requests to problem documents (RFC 9457). */
@RestControllerAdvice(basePackageClasses = AccessRequestExceptionHandler.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class AccessRequestExceptionHandler {

    private final ProblemDetailFactory factory;

    AccessRequestExceptionHandler(ProblemDetailFactory factory) {
        this.factory = factory;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknownRequest(UnknownAccessRequestException e, HttpServletRequest request) {
        return factory.toResponse(request, ProblemException.notFound("unknown-request"));
    }

    /** Names the administrator who made the decision. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> requestClosed(AccessRequestClosedException e, HttpServletRequest request) {
        AccessRequest closed = e.request();
        AccessRequest.RequestDecision requestDecision = closed.decision();
        Map<String, Object> properties = Map.of("request", AccessRequestResponse.of(closed));
        return factory.toResponse(
                request,
                requestDecision == null
                        ? new ProblemException(HttpStatus.CONFLICT, "request-closed", properties)
                        : new ProblemException(
                                HttpStatus.CONFLICT,
                                "request-decided",
                                properties,
                                requestDecision.decidedBy().value()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooManyRequests(TooManyAccessRequestsException e, HttpServletRequest request) {
        return factory.toResponse(
                request,
                new ProblemException(
                        HttpStatus.CONFLICT,
                        switch (e.limit()) {
                            case OPEN -> "too-many-open-requests";
                            case DAY -> "too-many-requests-a-day";
                        },
                        Map.of(),
                        Integer.toString(e.limit().requests())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> indefiniteRequest(MissingGrantTermsException e, HttpServletRequest request) {
        return factory.toResponse(request, new ProblemException(HttpStatus.CONFLICT, "request-indefinite", Map.of()));
    }
}
