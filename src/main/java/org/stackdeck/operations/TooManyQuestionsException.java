package org.stackdeck.operations;

import java.time.Duration;
import org.stackdeck.cloud.CloudException;

/**
 * A user causes too many requests to clouds. The cloud was not requested. The message is for logs: pages and REST have texts
 * of their own.
 */
public class TooManyQuestionsException extends CloudException {

    private static final long serialVersionUID = 1L;

    /** @param retryAfter how long to wait before the next one is let through; at least a second */
    TooManyQuestionsException(Duration retryAfter) {
        super(
                Category.THROTTLED,
                "Too many requests to clouds by this user; try again later",
                0,
                null,
                retryAfter,
                null);
    }
}
