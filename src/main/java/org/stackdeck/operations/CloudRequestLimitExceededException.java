package org.stackdeck.operations;

import java.time.Duration;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;

/**
 * A user has caused too many requests to clouds or submitted too many operations, or too many uploads are active. The
 * refused request, operation or upload was not started. The message is for logs and API clients. Pages show a localized
 * text instead.
 */
public class CloudRequestLimitExceededException extends CloudException {

    private final Limit limit;

    /** @param retryAfter time until the next attempt is permitted; at least one second */
    public CloudRequestLimitExceededException(Limit limit, Duration retryAfter) {
        super(Category.THROTTLED, limit.message, 0, null, retryAfter, null);
        this.limit = limit;
    }

    public Limit limit() {
        return limit;
    }

    public enum Limit {
        REQUESTS("Too many requests to clouds by this user; try again later"),
        OPERATIONS("Too many operations of this user within an hour; try again later"),
        UPLOADS("Too many uploads of this user or of all users are in progress; try again later");

        private final String message;

        Limit(String message) {
            this.message = message;
        }
    }
}
