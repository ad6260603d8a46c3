package org.stackdeck.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
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
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.DisconnectedClientHelper;
import org.stackdeck.api.error.ApiDatabaseUnavailableFilter;
import org.stackdeck.api.error.CloudErrorMapper;
import org.stackdeck.api.error.ProblemDetailFactory;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestBodyErrorMapper;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.platform.HttpRequestPath;
import org.stackdeck.platform.database.DatabaseFailureClassifier;

/**
 * Maps exceptions of requests below {@code /api} to problem documents. Applies to all controllers, because a request
 * without a matching handler belongs to no package. Exceptions of other paths are passed on to the container, and
 * database failures to {@link ApiDatabaseUnavailableFilter}. Has the lowest precedence: an advice that rethrows ends the search
 * for another.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ApiExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiExceptionHandler.class);

    private final ProblemDetailFactory factory;

    ApiExceptionHandler(ProblemDetailFactory factory) {
        this.factory = factory;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handleProblem(ProblemException e, HttpServletRequest request) {
        return factory.toResponse(request, e);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDetail> handleOther(Exception e, HttpServletRequest request) throws Exception {
        if (!HttpRequestPath.isApi(request)
                || e instanceof AccessDeniedException
                || e instanceof AuthenticationException
                || DatabaseFailureClassifier.isUnavailable(e)) {
            throw e;
        }
        return switch (e) {
            case CloudException cloud -> handleCloudError(cloud, request);
            case HttpMessageNotReadableException body ->
                factory.toResponse(request, RequestBodyErrorMapper.toProblem(body));
            case TypeMismatchException wrong -> genericProblem(HttpStatus.BAD_REQUEST, HttpHeaders.EMPTY, request);
            case ResponseStatusException own -> withReason(own, request);
            case ErrorResponse known -> genericProblem(known.getStatusCode(), known.getHeaders(), request);
            default -> isDisconnect(e) ? null : handleUnexpected(e, request);
        };
    }

    /** Only errors of writing the response: a cloud or database that resets a connection causes similar exceptions. */
    private static boolean isDisconnect(Exception e) {
        return (e instanceof IOException || e instanceof HttpMessageNotWritableException)
                && DisconnectedClientHelper.isClientDisconnectedException(e);
    }

    private ResponseEntity<ProblemDetail> handleCloudError(CloudException e, HttpServletRequest request) {
        ResponseEntity<ProblemDetail> answer = factory.toResponse(request, CloudErrorMapper.toProblem(e));
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .headers(CloudErrorMapper.headers(e))
                .body(answer.getBody());
    }

    private ResponseEntity<ProblemDetail> withReason(ResponseStatusException e, HttpServletRequest request) {
        ResponseEntity<ProblemDetail> answer = genericProblem(e.getStatusCode(), e.getHeaders(), request);
        if (answer.getBody() != null && e.getReason() != null) {
            answer.getBody().setDetail(e.getReason());
        }
        return answer;
    }

    private ResponseEntity<ProblemDetail> genericProblem(
            HttpStatusCode status, HttpHeaders headers, HttpServletRequest request) {
        String code = switch (status.value()) {
            case 404, 405, 406, 413, 415 -> "http-" + status.value();
            default -> status.is5xxServerError() ? "http-500" : "http-400";
        };
        return ProblemDetailFactory.toResponse(factory.create(request, status, code), headers);
    }

    /** Details are only logged, because they may be confidential. */
    private ResponseEntity<ProblemDetail> handleUnexpected(Exception e, HttpServletRequest request) {
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        return genericProblem(HttpStatus.INTERNAL_SERVER_ERROR, HttpHeaders.EMPTY, request);
    }
}
