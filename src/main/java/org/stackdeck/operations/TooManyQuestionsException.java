package org.stackdeck.operations;

import java.time.Duration;
import org.stackdeck.cloud.CloudException;

/**
 * Somebody has clouds asked too often for servers of which the console knows nothing. The cloud was not asked. The message is
 * for logs: pages and REST have words of their own.
 */
public class TooManyQuestionsException extends CloudException {

    private static final long serialVersionUID = 1L;

    /** @param retryAfter how long to wait before the next one is let through; at least a second */
    TooManyQuestionsException(Duration retryAfter) {
        super(
                Category.THROTTLED,
                "Too many questions about servers that nobody here knows; try again later",
                0,
                null,
                retryAfter,
                null);
    }
}
