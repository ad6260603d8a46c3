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
import org.stackdeck.requests.AccessRequest;
import org.stackdeck.requests.IndefiniteRequestException;
import org.stackdeck.requests.RequestClosedException;
import org.stackdeck.requests.TooManyRequestsException;
import org.stackdeck.requests.UnknownRequestException;

/** Maps exceptions about access requests to problem documents (RFC 9457). */
@RestControllerAdvice(basePackageClasses = RequestProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestProblems {

    private final ProblemDocuments documents;

    RequestProblems(ProblemDocuments documents) {
        this.documents = documents;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknown(UnknownRequestException e, HttpServletRequest request) {
        return documents.answer(request, ProblemException.notFound("unknown-request"));
    }

    /** Names the administrator who made the decision. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> closed(RequestClosedException e, HttpServletRequest request) {
        AccessRequest closed = e.request();
        AccessRequest.Answer answer = closed.answer();
        Map<String, Object> properties = Map.of("request", AccessRequestBody.of(closed));
        return documents.answer(
                request,
                answer == null
                        ? new ProblemException(HttpStatus.CONFLICT, "request-closed", properties)
                        : new ProblemException(
                                HttpStatus.CONFLICT,
                                "request-decided",
                                properties,
                                answer.by().value()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(TooManyRequestsException e, HttpServletRequest request) {
        return documents.answer(
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
    ResponseEntity<ProblemDetail> indefinite(IndefiniteRequestException e, HttpServletRequest request) {
        return documents.answer(request, new ProblemException(HttpStatus.CONFLICT, "request-indefinite", Map.of()));
    }
}
