package org.stackdeck.identity;

import java.time.Duration;

/** A user has made too many changes within a minute, or has too many waiting tasks. Nothing was changed. */
public class TooManyChangesException extends TooManyAttemptsException {

    private static final long serialVersionUID = 1L;

    public TooManyChangesException(Duration retryAfter) {
        super(retryAfter);
    }
}
