package org.stackdeck.platform.startup;

/**
 * Thrown when Stackdeck cannot start for a reason that the administrator can fix. The message is one line and describes
 * the fix.
 */
public final class StartupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartupException(String message) {
        super(message);
    }

    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
