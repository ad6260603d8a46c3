package org.stackdeck.operations;

import java.time.Duration;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;

/**
 * A user has caused too many requests to clouds or submitted too many operations, or too many uploads are active. The
 * refused request, operation or upload was not started. The message is for logs and API clients; pages show a localized
 * text instead.
 */
public class CloudRequestLimitExceededException extends CloudException {

    /** @param retryAfter time until the next request is permitted; at least one second */
    public CloudRequestLimitExceededException(Duration retryAfter) {
        super(
                Category.THROTTLED,
                "Too many requests to clouds by this user; try again later",
                0,
                null,
                retryAfter,
                null);
    }
}
