package org.stackdeck.cloud;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cloud could not be asked, or said no. The message is fit to be shown: it holds the cloud's own words or a plain
 * description, never a credential, a token or a stack trace.
 */
public class CloudException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of failure it is, which decides what to do next. */
    public enum Category {
        /** Connection refused, unknown host, TLS failure: the request did not reach the service. */
        UNREACHABLE,
        /** No answer in time: the request may or may not have had its effect. */
        TIMEOUT,
        /** 401 after a fresh authentication, or the credential itself refused. */
        UNAUTHENTICATED,
        /** 403: the cloud's policy does not let this credential do it. */
        FORBIDDEN,
        /** 404 on an object. */
        NOT_FOUND,
        /** 409, 412: the object's state does not take it, or has changed since it was read. */
        CONFLICT,
        /** 400, 413, 422 and other 4xx: the request itself was refused. */
        REFUSED,
        /** 429: too many requests; see {@link #retryAfter()}. */
        THROTTLED,
        /** 503, or our circuit breaker is open: asked again later it may work; nothing was done. */
        UNAVAILABLE,
        /** 500, 501, 502, 504: the service failed; the request may have had its effect. */
        FAILED,
        /** An answer that is not what the API promises (not JSON, missing fields, 404 for a whole collection). */
        UNINTELLIGIBLE
    }

    private final Category category;
    private final int status;
    private final @Nullable String requestId;
    private final @Nullable Duration retryAfter;

    public CloudException(Category category, String message) {
        this(category, message, 0, null, null, null);
    }

    /**
     * @param status the HTTP status, 0 when there was no answer
     * @param requestId the service's {@code x-openstack-request-id}
     */
    public CloudException(
            Category category,
            String message,
            int status,
            @Nullable String requestId,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message, cause);
        this.category = category;
        this.status = status;
        this.requestId = requestId;
        this.retryAfter = retryAfter;
    }

    public Category category() {
        return category;
    }

    public int status() {
        return status;
    }

    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * Whether it is certain that the request had no effect, so that it may be sent again. A 503 that asks for another try
     * says so; any other may come from something between us and a service that has begun.
     */
    public boolean hadNoEffect() {
        return switch (category) {
            case UNAVAILABLE -> status == 0 || retryAfter != null;
            case UNREACHABLE, THROTTLED, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, REFUSED -> true;
            case TIMEOUT, FAILED, UNINTELLIGIBLE -> false;
        };
    }
}
