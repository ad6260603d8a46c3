package org.stackdeck.identity;

import java.time.Duration;

/** Someone tries too often, or more people at once than passwords can be checked. Nothing was done. */
public class TooManyAttemptsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    TooManyAttemptsException(Duration retryAfter) {
        super("too many attempts");
        this.retryAfter = retryAfter;
    }

    /** How long to wait before another try can succeed; at least a second. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
