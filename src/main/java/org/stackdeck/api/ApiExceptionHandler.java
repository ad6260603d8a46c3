package org.stackdeck.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.util.DisconnectedClientHelper;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.accessrequests.AccessRequestClosedException;
import org.stackdeck.api.accessrequests.AccessRequestResponse;
import org.stackdeck.api.error.ApiDatabaseUnavailableFilter;
import org.stackdeck.api.error.DomainErrorMapper;
import org.stackdeck.api.error.ProblemDetailFactory;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestBodyErrorMapper;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.platform.HttpRequestPath;
import org.stackdeck.platform.database.DatabaseUnavailableClassifier;

/**
 * Maps exceptions of requests below {@code /api} to problem documents. Applies to all packages, because a request
 * without a matching handler belongs to no package. Exceptions of other paths, database failures, denied access and
 * rejected requests are rethrown: the container, {@link ApiDatabaseUnavailableFilter} or the filter chain handles them.
 * Has the lowest precedence, because no other advice is called after one that rethrows the exception.
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
    @Nullable
    ResponseEntity<ProblemDetail> handle(Exception e, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (!HttpRequestPath.isApi(request)) {
            throw e;
        }
        if (response.isCommitted() && !isDisconnect(e)) {
            // The container then closes the connection, so that the incomplete response does not look complete.
            throw e;
        }
        Optional<ProblemException> problem = toProblem(e, request);
        if (problem.isPresent()) {
            return factory.toResponse(request, problem.get());
        }
        if (e instanceof AccessDeniedException
                || e instanceof AuthenticationException
                || e instanceof RequestRejectedException
                || DatabaseUnavailableClassifier.isUnavailable(e)) {
            throw e;
        }
        return switch (e) {
            case TypeMismatchException wrong -> genericProblem(HttpStatus.BAD_REQUEST, HttpHeaders.EMPTY, request);
            case ErrorResponse known -> genericProblem(known.getStatusCode(), known.getHeaders(), request);
            default -> isDisconnect(e) ? null : handleUnexpected(e, request);
        };
    }

    private Optional<ProblemException> toProblem(Exception e, HttpServletRequest request) {
        return switch (e) {
            case HttpMessageNotReadableException body -> Optional.of(RequestBodyErrorMapper.toProblem(body));
            case AccessRequestClosedException closed -> Optional.of(requestClosed(closed));
            case InvalidInputException invalid -> Optional.of(invalidInput(invalid, request));
            default -> DomainErrorMapper.toProblem(e);
        };
    }

    /** Returns the problem for a closed request. If a decision was made, the message names the administrator. */
    private static ProblemException requestClosed(AccessRequestClosedException e) {
        Map<String, Object> properties = Map.of("request", AccessRequestResponse.of(e.request()));
        AccessRequest.RequestDecision decision = e.request().decision();
        return decision == null
                ? new ProblemException(HttpStatus.CONFLICT, "request-closed", properties)
                : new ProblemException(HttpStatus.CONFLICT, "request-decided", properties, decision.decidedBy());
    }

    private ProblemException invalidInput(InvalidInputException e, HttpServletRequest request) {
        List<Map<String, String>> errors = e.problems().entrySet().stream()
                .map(entry -> {
                    String code = entry.getValue().name();
                    String key = "signin.problem." + entry.getValue().code();
                    return Map.of(
                            "field", entry.getKey().code(),
                            "code", code,
                            "message", factory.text(request, key, code));
                })
                .toList();
        return new ProblemException(HttpStatus.BAD_REQUEST, "invalid", Map.of("errors", errors));
    }

    /**
     * Returns whether the client has disconnected. Considers only errors that occur when the response is written,
     * because a cloud or database that resets a connection causes similar exceptions.
     */
    private static boolean isDisconnect(Exception e) {
        return (e instanceof IOException || e instanceof HttpMessageNotWritableException)
                && DisconnectedClientHelper.isClientDisconnectedException(e);
    }

    private ResponseEntity<ProblemDetail> genericProblem(
            HttpStatusCode status, HttpHeaders headers, HttpServletRequest request) {
        String code = switch (status.value()) {
            case 404, 405, 406, 413, 415 -> "http-" + status.value();
            default -> status.is5xxServerError() ? "http-500" : "http-400";
        };
        return ProblemDetailFactory.toResponse(factory.create(request, status, code), headers);
    }

    /** Logs the details, which may be confidential, and omits them from the response. */
    private ResponseEntity<ProblemDetail> handleUnexpected(Exception e, HttpServletRequest request) {
        LOG.error("The request {} {} failed unexpectedly", request.getMethod(), request.getRequestURI(), e);
        return genericProblem(HttpStatus.INTERNAL_SERVER_ERROR, HttpHeaders.EMPTY, request);
    }
}
