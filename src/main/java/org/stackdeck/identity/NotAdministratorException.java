package org.stackdeck.identity;

/** The caller is not an active administrator, or no longer one, but the action requires it. */
public class NotAdministratorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotAdministratorException() {
        super("only an administrator may do this");
    }
}
