package org.stackdeck.platform;

/** The console cannot start, for a reason that a person can mend. The message is one line and says how. */
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
