package org.stackdeck.api;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.platform.DatabaseFailures;
import org.stackdeck.platform.RequestPath;

/**
 * Maps exceptions of requests below {@code /api} to problem documents. Applies to all controllers, because a request
 * without a matching handler belongs to no package. Exceptions of other paths are passed on to the container, and
 * database failures to {@link DatabaseAwayFilter}. Has the lowest precedence: an advice that rethrows ends the search
 * for another.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ApiProblems {

    private static final Logger LOG = LoggerFactory.getLogger(ApiProblems.class);

    private final ProblemDocuments documents;

    ApiProblems(ProblemDocuments documents) {
        this.documents = documents;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> problem(ProblemException e, HttpServletRequest request) {
        return documents.answer(request, e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> other(Exception e, HttpServletRequest request) throws Exception {
        if (!RequestPath.api(request)
                || e instanceof AccessDeniedException
                || e instanceof AuthenticationException
                || DatabaseFailures.away(e)) {
            throw e;
        }
        return switch (e) {
            case CloudException cloud -> cloud(cloud, request);
            case HttpMessageNotReadableException body -> documents.answer(request, BodyProblems.problem(body));
            case TypeMismatchException wrong -> plain(HttpStatus.BAD_REQUEST, HttpHeaders.EMPTY, request);
            case ResponseStatusException own -> withReason(own, request);
            case ErrorResponse known -> plain(known.getStatusCode(), known.getHeaders(), request);
            default -> unforeseen(e, request);
        };
    }

    private ResponseEntity<ProblemDetail> cloud(CloudException e, HttpServletRequest request) {
        ResponseEntity<ProblemDetail> answer = documents.answer(request, CloudProblems.problem(e));
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .headers(CloudProblems.headers(e))
                .body(answer.getBody());
    }

    private ResponseEntity<ProblemDetail> withReason(ResponseStatusException e, HttpServletRequest request) {
        ResponseEntity<ProblemDetail> answer = plain(e.getStatusCode(), e.getHeaders(), request);
        if (answer.getBody() != null && e.getReason() != null) {
            answer.getBody().setDetail(e.getReason());
        }
        return answer;
    }

    private ResponseEntity<ProblemDetail> plain(
            HttpStatusCode status, HttpHeaders headers, HttpServletRequest request) {
        String code = switch (status.value()) {
            case 404, 405, 406, 413, 415 -> "http-" + status.value();
            default -> status.is5xxServerError() ? "http-500" : "http-400";
        };
        return ProblemDocuments.answer(documents.document(request, status, code), headers);
    }

    /** Details are only logged, because they may be confidential. */
    private ResponseEntity<ProblemDetail> unforeseen(Exception e, HttpServletRequest request) {
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        return plain(HttpStatus.INTERNAL_SERVER_ERROR, HttpHeaders.EMPTY, request);
    }
}
