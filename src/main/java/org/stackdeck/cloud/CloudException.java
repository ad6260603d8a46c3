package org.stackdeck.cloud;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a request to a cloud fails or is rejected. The message can be displayed: it contains the cloud's own
 * message or a plain description, never a credential, a token or a stack trace.
 */
public class CloudException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Kind of failure, which determines how callers react. */
    public enum Category {
        /**
         * Connection refused, connect timeout, unknown host or failed TLS handshake: the request did not reach the
         * service.
         */
        UNREACHABLE,
        /** No response in time: the request may have had an effect. */
        TIMEOUT,
        /** 401 after re-authentication, or Keystone rejected the credential. */
        UNAUTHENTICATED,
        /** 403: the cloud's policy denies the operation to this credential. */
        FORBIDDEN,
        /** 404 for a single object. */
        NOT_FOUND,
        /** 409, 412: the object's state does not allow the request, or the object has changed since it was read. */
        CONFLICT,
        /** 400, 413, 422 and other 4xx: the request is invalid. */
        REFUSED,
        /** 429: too many requests; see {@link #retryAfter()}. */
        THROTTLED,
        /** 503, or Stackdeck did not send the request: it may succeed later. See {@link #hadNoEffect()}. */
        UNAVAILABLE,
        /**
         * 5xx except 503, or the connection was closed before the response was complete: the service failed; the
         * request may have had an effect.
         */
        FAILED,
        /** The response violates the API (no JSON, missing fields, 404 for a collection or from a proxy). */
        UNINTELLIGIBLE
    }

    /** Maximum length of the message. Limits memory, because messages are kept as the reason why data is stale. */
    private static final int MAX_LENGTH = 1000;

    private final Category category;
    private final int status;
    private final @Nullable String requestId;
    private final @Nullable Duration retryAfter;

    public CloudException(Category category, String message) {
        this(category, message, 0, null, null, null);
    }

    /**
     * @param status the HTTP status, 0 if there was no response
     * @param requestId the service's {@code x-openstack-request-id}
     */
    public CloudException(
            Category category,
            String message,
            int status,
            @Nullable String requestId,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message.length() > MAX_LENGTH ? message.substring(0, MAX_LENGTH) + "…" : message, cause);
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

    /** Returns whether other requests to the service would probably also fail, possibly after a long wait. */
    public boolean concernsService() {
        return switch (category) {
            case UNREACHABLE, TIMEOUT, UNAVAILABLE -> true;
            default -> false;
        };
    }

    /**
     * Returns whether the request certainly had no effect, so that it can safely be sent again. A 503 guarantees this
     * only with {@code Retry-After}: without the header, it may come from a proxy in front of a service that has
     * already started to process the request.
     */
    public boolean hadNoEffect() {
        return switch (category) {
            case UNAVAILABLE -> status == 0 || retryAfter != null;
            case UNREACHABLE, THROTTLED, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, REFUSED -> true;
            case TIMEOUT, FAILED, UNINTELLIGIBLE -> false;
        };
    }
}
