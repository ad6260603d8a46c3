package org.stackdeck.cloud.openstack.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;

/** Indicates that a service, or a proxy in front of it, returned a status other than 2xx. */
public final class ErrorResponseException extends CloudException {

    private static final long serialVersionUID = 1L;

    private final boolean withReason;

    ErrorResponseException(
            Category category,
            String message,
            boolean withReason,
            ServiceResponse response,
            @Nullable Duration retryAfter) {
        super(category, message, response.status(), response.requestId().orElse(null), retryAfter, null);
        this.withReason = withReason;
    }

    /** Returns whether the response contained an error message of an OpenStack API. */
    public boolean hasReason() {
        return withReason;
    }
}
