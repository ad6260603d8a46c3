package org.stackdeck.identity;

import java.time.Duration;

/**
 * Thrown when a user makes too many changes, requests too many confirmation e-mails, or has too many waiting tasks.
 * Nothing was changed.
 */
public class TooManyChangesException extends TooManyAttemptsException {

    private static final long serialVersionUID = 1L;

    public TooManyChangesException(Duration retryAfter) {
        super(retryAfter);
    }
}
