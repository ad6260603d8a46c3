package org.stackdeck.api.error;

import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.operations.CloudRequestLimitExceededException;

/** Maps cloud errors to problems, with the status codes of a gateway. */
public final class CloudErrorMapper {

    private CloudErrorMapper() {}

    public static ProblemException toProblem(CloudException e) {
        if (e instanceof CloudRequestLimitExceededException) {
            return new ProblemException(HttpStatus.TOO_MANY_REQUESTS, "too-many-attempts", Map.of());
        }
        Map<String, Object> properties = new HashMap<>();
        properties.put("category", e.category().name());
        e.requestId().ifPresent(id -> properties.put("requestId", id));
        return new ProblemException(status(e.category()), "cloud", properties, String.valueOf(e.getMessage()));
    }

    public static HttpHeaders headers(CloudException e) {
        HttpHeaders headers = new HttpHeaders();
        e.retryAfter().ifPresent(time -> headers.set(HttpHeaders.RETRY_AFTER, Long.toString(time.toSeconds())));
        return headers;
    }

    private static HttpStatus status(CloudException.Category category) {
        return switch (category) {
            case TIMEOUT -> HttpStatus.GATEWAY_TIMEOUT;
            case UNREACHABLE, UNAVAILABLE, THROTTLED -> HttpStatus.SERVICE_UNAVAILABLE;
            case UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, REFUSED, FAILED, UNINTELLIGIBLE ->
                HttpStatus.BAD_GATEWAY;
        };
    }
}
