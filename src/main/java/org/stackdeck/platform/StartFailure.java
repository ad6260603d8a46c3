package org.stackdeck.platform;

/**
 * Stackdeck cannot start, for a reason that the administrator can fix. The message is one line and describes the fix.
 */
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
