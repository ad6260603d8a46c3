package org.stackdeck.identity;

import java.time.Duration;

/** Thrown after too many attempts, or if too many password checks are pending. Nothing was changed. */
public class TooManyAttemptsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public TooManyAttemptsException(Duration retryAfter) {
        super("too many attempts");
        this.retryAfter = retryAfter;
    }

    /** Returns the time after which the client can try again; at least one second. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
